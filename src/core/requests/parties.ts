import type { FoundName } from './authorities.ts';
import type { DocumentFrame, FrameBlock } from './document-frame.ts';
import { blockAt, isCaps } from './document-frame.ts';
import { firstPhrase, type ReadingPack } from './reading-pack.ts';

const CLOSING =
  /^(?:(?:yours?|very|with|kind|best|warm|many|mit|most)\b.{0,30}|sincerely.{0,12}|respectfully.{0,20}|regards|thank you.{0,40}|thanks.{0,30}|best|cordially|atentamente|cordialement|hochachtungsvoll|cordiali saluti|atenciosamente|met vriendelijke groet|veuillez agr.{0,80}|my electronic signature follows|with appreciation|signed|by the court|for the court)[,:.!]?$/i;
const TITLES =
  /\b(?:judge|justice|magistrate|clerk|attorney|counsel|prosecutor|inspector|officer|agent|director|commissioner|general|manager|head of|supervisor|sergeant|detective|constable|sheriff|chief|president|partner|paralegal|investigator|solicitor|avocat|rechtsanw|staatsanw|richter|kommissar|procureur|juez|fiscal|giudice)\b/i;
const PRIVATE = /\[(?:private|redacted|PRIVATE|REDACTED|Private)\]|\*{3,}/;
const NAME_TOKEN = String.raw`(?:\p{Lu}[\p{L}'’-]*\p{L}|\p{Lu}\.|\p{Lu}{2,}[\p{L}'’-]*)`;
const PERSON = new RegExp(
  String.raw`^(${NAME_TOKEN}(?:\s(?:${NAME_TOKEN}|de|van|von|der|la|del|bin|al|O'\p{Lu}\p{Ll}+)){1,4}(?:,?\s(?:Jr|Sr|II|III|IV)\.?)?)$`,
  'u',
);
const NOT_A_PERSON =
  /\b(?:court|department|office|division|unit|market|inc|ltd|llc|street|suite|avenue|road|page|order|notice|subpoena|warrant|signature|date|title|enclos|attach|exhibit|schedule|district|united|states|county|state|city|law|police|legal|team|limited|university|company|services?|regards|sincerely|telephone|phone|email|fax|section|act|request|claim|case|staff|specimen|superior|counsel|dear|madam|sir|written|certified|mail|copyright|trademark|information|data|agency|bureau|crime|attorneys|lawyers|solicitors|group|foundation|attorney|clerk|judge)\b/i;

/** The persons who sign the paper, best first. */
export const signatories = (frame: DocumentFrame, pack: ReadingPack): FoundName[] => {
  const found: FoundName[] = [];
  const blocks = frame.blocks.filter((block) => block.role === 'text');
  const add = (block: FrameBlock, raw: string, confidence: number): void => {
    const name = personIn(raw, pack);
    if (!name) return;
    const at = frame.reading.text.indexOf(name, block.start);
    if (at < 0 || at > block.end || found.some((other) => other.value === name)) return;
    found.push({ value: name, start: at, end: at + name.length, confidence });
  };
  for (const [i, block] of blocks.entries()) {
    for (const signed of block.text.matchAll(/(?:^|[\s:(])\/?s\/\s?([^\n\t(]{3,60})/gi))
      add(block, (signed[1] ?? '').split(/,|\s{2,}| - /)[0] ?? '', 0.93);
    const next = blocks.slice(i + 1, i + 6);
    if (CLOSING.test(block.text.trim()))
      for (const after of next)
        if (after.start < frame.annexStart || frame.annexStart < block.start) add(after, after.text.split('\t')[0] ?? '', 0.86);
    if (/_{6,}\s*$/.test(block.text)) for (const after of next.slice(0, 2)) add(after, after.text.split('\t').at(-1) ?? '', 0.84);
    const honourable =
      /(?:^|\s)(?:Hon(?:\.|ou?rable)|HON(?:\.|OU?RABLE)|(?:His|Her) Honour Judge|Judge|JUDGE)\s+([\p{Lu}][^\n\t,(]{4,50})/u.exec(
        block.text,
      );
    if (honourable && block.text.length < 140) add(block, (honourable[1] ?? '').trim(), 0.82);
    const own = block.text.split('\t')[0] ?? '';
    if (block.text.length < 90 && TITLES.test(next[0]?.text.slice(0, 60) ?? '') && (next[0]?.text.length ?? 99) < 90 && i > 2)
      add(block, own, 0.8);
    if (
      block.text.length < 90 &&
      i > 2 &&
      TITLES.test(blocks[i - 1]?.text ?? '') &&
      (blocks[i - 1]?.text.length ?? 99) < 60 &&
      !/[.:]$/.test(blocks[i - 1]?.text ?? '')
    )
      add(block, own, 0.7);
    const titled =
      /^([^,\t]{5,50}),\s*(.{3,60})$/.exec(block.text) ??
      /^(.{5,45}?)\s+(United States (?:District|Magistrate|Circuit) Judge.*)$/i.exec(block.text);
    if (titled && TITLES.test(titled[2] ?? '') && block.text.length < 110) add(block, titled[1] ?? '', 0.85);
    const labelled =
      /(?:^|\t|\s)(?:signature|signed|name|signature of [^:\n]{0,24}|authori[sz]ed by|requested by|issued by|clerk|officer in (?:the )?case|contact officer|attorney|prosecutor|from|investigating officer)\s?[:\t]\s*([\p{L}][^\t\n|]{4,60})/iu.exec(
        block.text,
      );
    if (labelled) for (const part of (labelled[1] ?? '').split(/,\s|\s\/\s/).slice(0, 2)) add(block, part.trim(), 0.83);
    const tail = /^([^\t]{5,40}?)\s+(?:Revenue Agent|Special Agent|Detective|Inspector|Group Supervisor|Officer)$/u.exec(
      block.text.replace('\t', ' '),
    );
    if (tail) add(block, tail[1] ?? '', 0.84);
    if (/\bobo\b|\bp\.p\.\s/.test(block.text) && block.text.length < 70) add(block, block.text.split(/\bobo\b/)[0]?.trim() ?? '', 0.85);
  }
  for (const match of frame.reading.text
    .slice(0, 4_000)
    .matchAll(
      /(?<![\p{L}])((?:\p{Lu}[\p{L}.'-]+\s){1,3}\p{Lu}[\p{L}'-]+),\s(?:United States |U\.S\. |Chief )?(?:Magistrate|District|Circuit|Bankruptcy) Judge/gu,
    )) {
    const name = personIn((match[1] ?? '').replace(/^(?:ORDER|JO|SO|BY|MEMORANDUM|AND)\s/u, ''), pack);
    if (name && !found.some((other) => other.value === name))
      found.push({
        value: name,
        start: match.index + match[0].indexOf(name),
        end: match.index + match[0].indexOf(name) + name.length,
        confidence: 0.8,
      });
  }
  const last = blocks.filter((block) => block.start < frame.annexStart).slice(-5);
  for (const block of last) if (block.text.length < 60) add(block, block.text.replace(/^\((.*)\)$/, '$1'), 0.66);
  return found.sort((a, b) => b.confidence - a.confidence || b.start - a.start);
};

/** A person's name in a short piece of text, rank and office cut off, or undefined. */
export const personIn = (raw: string, pack: ReadingPack): string | undefined => {
  if (PRIVATE.test(raw) || /@|https?:|\d{3}/.test(raw.replace(/\b\d{1,5}\b/g, ''))) return undefined;
  let text = raw
    .replace(/^[\s(*•-]+|[\s).,;:*]+$/g, '')
    .replace(/_+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  for (let i = 0; i < 4; i += 1) {
    const rank = pack.vocabulary.ranks.find((one) => text.startsWith(`${one} `) || text.startsWith(`${one}. `));
    if (rank) text = text.slice(rank.length).replace(/^\./, '').trim();
    text = text.replace(/^\d{1,6}\s/, '');
  }
  text = text.split(/,\s(?!Jr|Sr|II)/)[0]?.trim() ?? '';
  if (NOT_A_PERSON.test(text) || text.length > 48) return rankedSurname(raw, pack);
  return PERSON.exec(text)?.[1] ?? rankedSurname(raw, pack);
};

const rankedSurname = (raw: string, pack: ReadingPack): string | undefined => {
  const text = raw.trim();
  const rank = pack.vocabulary.ranks.find((one) => text.startsWith(`${one} `));
  const match = rank && /^(?:\d{1,6}\s)?\p{Lu}[\p{L}'-]{2,24}$/u.test(text.slice(rank.length).trim()) ? text : undefined;
  return match && !NOT_A_PERSON.test(match) ? match : undefined;
};

const ORG_WORD = String.raw`(?:(?:\p{Lu}\.){1,3}|\p{Lu}[\p{L}\d'&+-]*(?:\.[\p{L}\d]+)*(?:(?<=\b(?:Inc|Ltd|Co|Corp|Bros|St|Dr|Mt|GmbH|Pty|A\.S|S\.A|K\.S\.C\.P))\.)?)`;
const ORG = String.raw`((?:${ORG_WORD}|\d{1,3}\p{L}+)(?:(?: |, (?=(?:Inc|LLC|Ltd|LLP|PLLC|S\.A|L\.P)))(?:${ORG_WORD}|of|and|the|for|&|de|e|ve|\d{1,3}(?=\s)|\([^()\n]{2,30}\))){0,7})`;
const ROLES: readonly (readonly [string, 'client' | 'self', number])[] = [
  [
    String.raw`(?:represent|represents|representing|retained to represent|acting for|acts? for|on behalf of|agents? (?:of|for)|attorneys? for|counsel (?:for|to)|representative of)\s(?:the\s)?(?:company\s|owner\s|family of\s|rights holder\s|copyright owner\s|following\s)?`,
    'client',
    0.8,
  ],
  [
    String.raw`(?:writing to you from|write from|write on behalf of|writing (?:from|on behalf of)|I (?:work|am employed) (?:for|at|with|by)|belong to the (?:\S+\s)?team of|(?:CEO|CTO|founder|owner|director|counsel|employee|member|manager|\[private\]) (?:of|at|for|with)|in the capacity as .{0,50}? of)\s(?:the\s)?`,
    'self',
    0.76,
  ],
  [
    String.raw`(?:Organi[sz]ation(?: name)?|Company(?: name)?|Rights? ?(?:holder|owner)|Copyright (?:owner|holder)|Firm|Brand owner|Client|Complainant)\s?:\s{0,2}`,
    'self',
    0.74,
  ],
  [
    String.raw`(?:property of|owned by|belongs? to|copyrighted by|employee, for|proprietary to)\s(?:the\s)?(?:company\s|corporate\s)?`,
    'self',
    0.6,
  ],
];

/** Organisations that speak in the paper: the one that signs or writes, and the one on whose behalf. */
export const organisations = (frame: DocumentFrame, pack: ReadingPack): { readonly self: FoundName[]; readonly client: FoundName[] } => {
  const text = frame.reading.text.slice(0, 40_000);
  const self: FoundName[] = [];
  const client: FoundName[] = [];
  const forms = pack.vocabulary.companyForms;
  const isCompany = (line: string): boolean =>
    forms.some(
      (form) =>
        line === form ||
        line.endsWith(` ${form}`) ||
        line.endsWith(`,${form}`) ||
        line.includes(` ${form} `) ||
        line.includes(` ${form},`) ||
        (form.length > 3 && line.includes(form)) ||
        line.includes(` ${form.toUpperCase()}`),
    );
  const put = (list: FoundName[], value: string, start: number, confidence: number): void => {
    const clean = value
      .replace(/\s+(?:of|and|the|for|de|in|e)$/u, '')
      .replace(/[,;:]$/, '')
      .replace(/(?<!\b(?:Inc|Ltd|Co|Corp|S\.A|L\.P|A\.S|\p{Lu}))\.$/u, '')
      .trim();
    if (
      clean.length < 2 ||
      isOurs(clean, pack) ||
      /^(?:The|This|It|We|You|I|Our|My|In|GitHub|Github|All|Any|Please|Dear|Your|Company|Defendants?|Plaintiffs?|Provider)$/.test(clean) ||
      list.some((one) => one.value === clean)
    )
      return;
    list.push({ value: clean, start, end: start + clean.length, confidence });
  };
  for (const [lead, role, confidence] of ROLES) {
    for (const match of text.matchAll(new RegExp(`(?<![\\p{L}])${lead}${ORG}`, 'gu'))) {
      const value = match[1] ?? '';
      if (isQuestion(frame, match.index) || /^(?:myself|the|an?|himself)$/i.test(value)) continue;
      put(role === 'client' ? client : self, value, match.index + match[0].length - value.length, confidence);
    }
  }
  for (const match of text.matchAll(
    new RegExp(
      `(?:^|[.!?:\\n"]\\s{0,2})(?:The\\s)?(?:[\\p{L} ]{0,30}company\\s)?(?:${ORG}|(?<=\\n)([\\p{Ll}\\d][\\p{L}\\d.-]{2,24}))\\s(?:\\("[^")]{2,30}"\\)\\s)?(?:owns|own|creates|is the (?:owner|copyright|largest|authori[sz]ed|developer|publisher|creator|exclusive)|has reason to believe|holds|respectfully|hereby)\\b`,
      'gu',
    ),
  )) {
    const name = match[1] ?? match[2] ?? '';
    if (!isQuestion(frame, match.index + match[0].length - 2)) put(self, name, match.index + match[0].indexOf(name), 0.66);
  }
  signatureOrganisations(frame, isCompany).forEach((name) => put(self, name.value, name.start, name.confidence));
  const end = frame.blocks.findLast((block) => block.role === 'text');
  if (
    self.length === 0 &&
    end &&
    end.text.length < 50 &&
    /^\p{Lu}[^.:;,!?@[\]]+$/u.test(end.text) &&
    !/^(?:encl|cc|page|attach|exhibit)/i.test(end.text) &&
    end.index > 3
  )
    self.push({ value: end.text, start: end.start, end: end.end, confidence: 0.5 });
  const head = frame.blocks.find((block) => block.role === 'text');
  if (head && head.text.length < 70 && isCompany(head.text) && isNameLine(head.text)) put(self, head.text, head.start, 0.84);
  const rank = (list: FoundName[]): FoundName[] => list.sort((a, b) => b.confidence - a.confidence);
  return { self: rank(self), client: rank(client) };
};

const isQuestion = (frame: DocumentFrame, offset: number): boolean => {
  const block = blockAt(frame, offset);
  return (
    block?.role === 'question' ||
    block?.role === 'preface' ||
    (block?.role === 'oath' && !/represent|on behalf of/i.test(block.text.slice(0, 160)))
  );
};

const isOurs = (name: string, pack: ReadingPack): boolean => {
  const key = name.toLowerCase().replace(/[^\p{L}]/gu, '');
  return (
    pack.vocabulary.ownDomains.some((domain) => key.startsWith(domain.split(/[-.]/)[0] ?? '\u0000')) ||
    pack.vocabulary.platformHosts.includes(`${key}.com`)
  );
};

const isNameLine = (text: string): boolean => !/[:;]$|https?:|@|\d{4}/.test(text) && /^[\p{Lu}\p{Lo}\d]|^\p{Ll}+ (?:is|of) /u.test(text);

const signatureOrganisations = (frame: DocumentFrame, isCompany: (line: string) => boolean): FoundName[] => {
  const blocks = frame.blocks.filter((block) => block.role === 'text' && block.start < frame.annexStart);
  const closing = blocks.findLastIndex((block) => CLOSING.test(block.text.trim()));
  const privateAt = blocks.findLastIndex((block) => PRIVATE.test(block.text));
  const from =
    closing >= 0 && closing > blocks.length - 30
      ? closing + 1
      : Math.max(0, Math.min(privateAt >= 0 ? privateAt - 6 : blocks.length, blocks.length - 6));
  const out: FoundName[] = [];
  for (const block of blocks.slice(from, from + 16)) {
    const line = block.text.replace(PRIVATE, '').replace(/[,;]$/, '').trim();
    if (
      line.length < 3 ||
      line.length > 80 ||
      !(isNameLine(line) || (isCompany(line) && !/[:;.]\s|https?:/.test(line))) ||
      /^(?:telefon|fax|web|phone|email|e-mail|mobile|tel|name|ip)\b.{0,3}$/i.test(line) ||
      /^(?:p\.?o\.? box|phone|tel|e-?mail|fax|address|enclos|legal counsel|attachment|sent|via|https?)\b|^_+$|^\d+ |^(?:to|on behalf|in regards?|regarding|re|dear|addendum|digitally|attn|cc|via|street|city|country|state|zip|signature|date)\b|\b(?:stra(?:ss|ß)e|street|avenue|road|rue|blvd|floor)\b|^(?:germany|switzerland|france|usa|united states|united kingdom|japan|china|india|iceland|spain|italy|netherlands|austria|canada|australia)$|:$/i.test(
        line,
      ) ||
      CLOSING.test(line)
    )
      continue;
    if (/[.!?]$/.test(line) && !isCompany(line)) continue;
    if (isCompany(line))
      out.push({
        value: line.split(/\s[|–-]\s|,\s(?!(?:Inc|LLC|Ltd|LLP|PLLC|S\.A|L\.P|San|Los|New))/)[0] ?? line,
        start: block.start + block.text.indexOf(line),
        end: block.end,
        confidence: 0.82,
      });
    else if (
      block.answers === 'contact' ||
      (closing >= 0 &&
        /^[\p{Lu}\p{Lo}]/u.test(line) &&
        !/^\p{Lu}[\p{L}]+,? [A-Z]{2} \d{5}/u.test(line) &&
        line.split(' ').length <= 5 &&
        !TITLES.test(line)) ||
      isCaps(line)
    )
      out.push({ value: line, start: block.start + block.text.indexOf(line), end: block.end, confidence: 0.62 });
  }
  return out;
};

/** The addressee as the paper names it. */
export const recipientOf = (frame: DocumentFrame, pack: ReadingPack): FoundName | undefined => {
  for (const block of frame.blocks.slice(0, 60)) {
    if (block.role !== 'text') continue;
    const match =
      /^(?:to|an|à|para|a|addressee|empfänger|destinataire)\s?[:\t]\s*(.{2,160})/iu.exec(block.text) ??
      /(?:^|\t|\s)TO:\s*([^\t\n]{3,120})/u.exec(block.text);
    const value = (match?.[1] ?? '')
      .split(/\t|\s{2,}|,?\sc\/o\s|\s(?:AT|At):|\sATTN|\(/)[0]
      ?.replace(/[,;]$/, '')
      .trim();
    if (match && value && value.length > 2 && !/^(?:whom|any)\b/i.test(value)) {
      const start = block.start + block.text.indexOf(value);
      return { value, start, end: start + value.length, confidence: 0.85 };
    }
  }
  for (const block of frame.blocks.slice(0, 40)) {
    if (block.role !== 'text' || block.text.length > 120) continue;
    if (
      pack.vocabulary.ownDomains.some((domain) => block.text.toLowerCase().startsWith(domain.split(/[-.]/)[0] ?? '\u0000')) ||
      (/^dear\s/i.test(block.text) && !/sir|madam|counsel/i.test(block.text))
    ) {
      const value =
        block.text
          .replace(/^dear\s+/i, '')
          .split(/,\s(?!Inc|Ltd|LLC)|[:!]/)[0]
          ?.trim() ?? '';
      if (value.length > 2)
        return {
          value,
          start: block.start + block.text.indexOf(value),
          end: block.start + block.text.indexOf(value) + value.length,
          confidence: 0.7,
        };
    }
  }
  if (firstPhrase(['to whom it may concern'], frame.reading.text.slice(0, 600))) return undefined;
  return undefined;
};
