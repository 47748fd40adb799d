import type { DocumentFrame, FrameBlock } from './document-frame.ts';
import { isCaps } from './document-frame.ts';
import { firstPhrase, type ReadingPack } from './reading-pack.ts';

/** A name found in the paper, with its place in the reading text. */
export interface FoundName {
  readonly value: string;
  readonly start: number;
  readonly end: number;
  readonly confidence: number;
}

const COURT =
  /(?<![\p{L}])(?:court|courts|tribunal|juzgado|audiencia|amtsgericht|landgericht|oberlandesgericht|gerichtshof|rechtbank|tribunale|corte|cour)(?![\p{L}])/iu;
const COURT_MORE =
  /^(?:\(?(?:for|in and for|of|at)\b.{0,60}|.{0,40}\b(?:district|circuit|division|county|borough|parish|department)\b.{0,50}|state of .{3,30}|county of .{3,40})$/i;
const STATES = '(?:New |North |South |West |Rhode |Puerto |District of )?\\p{L}{3,14}';
const INLINE_COURT = new RegExp(
  `(?:United States|U\\.S\\.) (?:District Court,? (?:(?:for|of) the )?(?:(?:Eastern|Western|Northern|Southern|Central|Middle) )?District of ${STATES}|Court of Appeals,? for the \\p{L}{4,12} Circuit|Bankruptcy Court,? (?:for the )?(?:(?:Eastern|Western|Northern|Southern|Central|Middle) )?District of ${STATES})`,
  'iu',
);

/** The court whose paper this is: its name from the caption, its parts on following lines joined. */
export const courtInCaption = (frame: DocumentFrame): FoundName | undefined => {
  const heads = frame.blocks.filter((block) => block.role === 'text' && block.start <= frame.headEnd + 600).slice(0, 60);
  for (const [i, block] of heads.entries()) {
    const cells = block.text.split('\t');
    const line = cells.find((cell) => COURT.test(cell)) ?? '';
    if (!isCourtLine(line) || followsAddress(heads, i)) continue;
    let end = block.start + block.text.indexOf(line) + line.length;
    const parts = [line];
    let next = i + 1;
    while (next < heads.length && parts.length < 5) {
      const more = (heads[next] as FrameBlock).text.split('\t')[0]?.trim() ?? '';
      if (!isCourtPart(more, heads[next + 1]?.text ?? '')) break;
      parts.push(more);
      end = (heads[next] as FrameBlock).start + more.length;
      next += 1;
    }
    const before = heads[i - 1]?.text ?? '';
    const start = block.start + block.text.indexOf(line);
    const value = parts
      .join(' ')
      .replace(/\s+/g, ' ')
      .replace(/^(?:IN THE|In the|IN|before the|BEFORE THE)\s+/u, '');
    const whole = /^STATE OF [A-Z ]{3,30}$/i.test(before) && parts.length === 1 ? `${before} ${value}` : value;
    return { value: whole, start, end, confidence: parts.length > 1 || whole.length > 24 ? 0.93 : 0.75 };
  }
  const text = frame.reading.text.slice(0, 6_000);
  const inline = INLINE_COURT.exec(text.replace(/\s/g, ' '));
  return inline
    ? { value: inline[0].trim(), start: inline.index, end: inline.index + inline[0].trim().length, confidence: 0.72 }
    : undefined;
};

const isCourtLine = (line: string): boolean => {
  if (line.length < 9 || line.length > 130 || !COURT.test(line)) return false;
  if (/[.;]$|^(?:re|to|order of|by the|for the|the court|clerk|dear|judge|place|courtroom|filed|case)\b/i.test(line.trim())) return false;
  if (/\b(?:shall|is|was|has|may|clerk of|order of|courthouse|suite|street|judge of|court's|house|rules?|judge)\b/i.test(line))
    return false;
  return (
    isCaps(line) ||
    /^(?:In the |IN THE )?(?:\p{Lu}[\p{L}'.]{0,20}|of|the|for|and|at|de|du|di|del|della|la|nº|n°|\d{1,3}|zu|am)(?:,?\s(?:\p{Lu}[\p{L}'.-]{0,24}|of|the|for|and|at|de|du|di|del|della|la|nº|n°|\d{1,3}|in|zu|am)){0,14}$/u.test(
      line.trim(),
    )
  );
};

const isCourtPart = (line: string, after: string): boolean => {
  if (line === '' || line.length > 90 || /[.;:]$/.test(line) || /^(?:case|no|order|to|civil action|docket|plaintiff|v\.)\b/i.test(line))
    return false;
  if (/^(?:for the|for|in and for|of the)$/i.test(line)) return after !== '' && after.length < 80;
  return (
    COURT_MORE.test(line) &&
    (isCaps(line) || /^(?:for|in|of|at|\p{Lu})/u.test(line)) &&
    !/\b(?:court|clerk|judge|attorney|department of)\b/i.test(line)
  );
};

const followsAddress = (blocks: readonly FrameBlock[], index: number): boolean => {
  for (let i = index; i >= Math.max(0, index - 3); i -= 1) {
    if (/^(?:to|an|à|para)\s*[:,]/i.test(blocks[i]?.text ?? '')) return true;
    if (i < index && blocks[i + 1]?.opensParagraph) return false;
  }
  return false;
};

/** Public bodies that speak in the paper: in the letterhead, on a `From` line, in the signature, or as the writer names itself. */
export const publicBodies = (frame: DocumentFrame, pack: ReadingPack): FoundName[] => {
  const found: FoundName[] = [];
  const text = frame.reading.text;
  const isBody = (line: string): boolean => firstPhrase(pack.vocabulary.publicBodies, line) !== undefined;
  const own = frame.blocks.filter((block) => block.role === 'text');
  let addressee = false;
  let department: string | undefined;
  for (const [i, block] of own.slice(0, 16).entries()) {
    if (block.start > frame.headEnd && i > 0) break;
    if (/^(?:to|an|à|a|para|via|attn|for the attention)\s*[:,]/i.test(block.text)) addressee = true;
    else if (block.opensParagraph && !/^\d|\b(?:inc|ltd|llc|suite|street)\b/i.test(block.text)) addressee = false;
    if (/^from\s*[:\t]/i.test(block.text) || /^(?:requesting|issuing) (?:authority|agency|force)\s*[:\t]/i.test(block.text)) {
      const segment = bodySegment(block.text.replace(/^[^:\t]{2,24}[:\t]\s*/, ''), isBody);
      if (segment) push(found, frame, block, segment, 0.9);
      continue;
    }
    if (
      addressee ||
      block.text.length > 150 ||
      /^(?:re|sub|subject|dear|case|cc|date|in the matter)\b/i.test(block.text) ||
      /[.;]$/.test(block.text.replace(/\b\p{L}\.$/u, ''))
    )
      continue;
    const segment = bodySegment(block.text, isBody);
    if (!segment || /\b(?:request|order|notice|demand|subpoena|under|pursuant|investigations? act|warrant|summons)\b/i.test(segment))
      continue;
    const before = own[i - 1]?.text ?? '';
    if (department !== undefined && !/\b(?:division|unit|desk|section|office|team|brigade|branch)\b/i.test(segment)) {
      push(found, frame, block, segment, 0.89);
      department = undefined;
      continue;
    }
    department = i < 4 && /^(?:U\.?S\.? |United States )?(?:department|ministry) of/i.test(segment) ? segment : undefined;
    const joined =
      /^(?:STATE|COMMONWEALTH|COUNTY|CITY|REPUBLIC|KINGDOM) OF/i.test(before) && isCaps(before) && !/republic|kingdom/i.test(before);
    push(found, frame, block, segment, i < 3 ? 0.88 : 0.8, joined ? `${before} ${segment}` : undefined);
  }
  for (const match of text
    .slice(0, 5_000)
    .matchAll(
      /(?:(?:account|e-mail|letter|request) of|[Oo]n behalf of|I am (?:an? )?[\p{L} ]{3,40} (?:of|with|at)|we are|from|writing (?:from|for)|employed by)\s(?:the\s)?((?:\p{Lu}[\p{L}'&-]{1,24}|of|the|and|for|de)(?:\s(?:\p{Lu}[\p{L}'&-]{1,24}|of|the|and|for|in|de|la|del)){1,12})/gu,
    )) {
    const value = (match[1] ?? '').replace(/\s(?:of|the|and|for|in|de|la|del)$/g, '');
    if (isBody(value) && value.length > 8)
      found.push({
        value,
        start: match.index + match[0].indexOf(value),
        end: match.index + match[0].indexOf(value) + value.length,
        confidence: 0.72,
      });
  }
  const closings = new Set(
    own.flatMap((block, i) => (/^(?:thank you|thanks|best|regards|sincerely|yours|\[)/i.test(block.text) ? own.slice(i + 1, i + 5) : [])),
  );
  for (const block of own.filter((one, i) => i >= own.length - 14 || closings.has(one)).slice(0, 400)) {
    const flat = block.text.replace(/\.$/, '');
    if (
      block.text.length > 170 ||
      block.start < frame.headEnd ||
      !/^[\p{Lu}(]/u.test(block.text) ||
      /[:;]$|\b(?:shall|please|you|we|is|are)\b/i.test(flat)
    )
      continue;
    const segment = bodySegment(flat, isBody);
    if (segment && segment.split(' ').length >= 2) push(found, frame, block, segment, 0.78);
  }
  return found;
};

const push = (found: FoundName[], frame: DocumentFrame, block: FrameBlock, value: string, confidence: number, whole?: string): void => {
  const at = frame.reading.text.indexOf(value, block.start);
  if (at < 0 || at > block.end) return;
  found.push({ value: whole ?? value, start: at, end: at + value.length, confidence });
};

const bodySegment = (line: string, isBody: (line: string) => boolean): string | undefined => {
  const parts = line.split(/\t|\s\/\s|\s[|–—-]\s|;\s|\s{2,}/).map((part) => part.trim());
  const slashed = /\s\/\s/.test(line);
  const hits = parts.filter(
    (part) =>
      !/^(?:(?:sub-?)?inspector|head|chief|director|secretary|superintendent|clerk|judge|deputy|assistant|officer|detective|special agent)\b/i.test(
        part,
      ) &&
      part.length >= 5 &&
      part.length < 130 &&
      isBody(part) &&
      !/@|https?:/.test(part),
  );
  const chosen = slashed ? hits.at(-1) : hits[0];
  if (!chosen) return undefined;
  const commas = chosen.split(/,\s/);
  const body = commas.length > 1 && chosen.length > 70 ? chosen : commas.find((part) => isBody(part));
  const plain = (body ?? chosen).trim();
  return /^(?:in the|for the) sphere/i.test(plain) ? chosen : commas.length > 1 && /\bof$|sphere/.test(commas[0] ?? '') ? chosen : plain;
};
