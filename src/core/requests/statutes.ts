import type { ReadingPack } from './reading-pack.ts';

/** A law or rule as a text cites it: `[start, end)` and the words of the citation. */
export interface Citation {
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** How exactly the citation names a provision: a section of a named law is more than the bare name of an act. */
  readonly strength: 'section' | 'law';
}

const SUB = String.raw`(?:\s?\(\w{1,5}\)){0,5}`;
const NUM = String.raw`\d{1,5}[a-zA-Z]{0,3}(?:[-–.:]\d{1,4}[a-zA-Z]?){0,3}(?![\d])(?!\s?(?:U\.?\s?S\.?\s?C|C\.?\s?F\.?\s?R))${SUB}`;
const LIST = String.raw`${NUM}(?:(?:,\s|,?\s(?:and|und|et|y|or|AND|&)\s|\s?[-–]\s?)(?:§{1,2}\s?)?${NUM}){0,8}(?:\set\sseq\.?)?`;
const SECT = String.raw`(?:§{1,2}|[Ss]ections?|SECTIONS?|[Ss]ecs?\.|[Ss]s?\.|U\/[Ss]|[Uu]\/s\.?|[Pp]aragraphs?|[Pp]aras?\.?)`;
const ART = String.raw`(?:[Aa]rticles?|ARTICLES?|[Aa]rts?\.?|[Aa]rtículos?|[Aa]rtikel|[Aa]rtigos?|[Aa]rticol[oi])`;
const ACT = String.raw`(?:(?!(?:Pursuant|According|Under|The|This|That|In|By|For|Of|See|And|Said)\s)\p{Lu}[\p{L}'-]{1,24} (?:(?:and|of|the|for|on|in|to|&|or|from|with) |\p{Lu}[\p{L}'.-]{1,24},? |\([\p{L} ]{2,40}\) ){0,9}(?<!\b(?:of|the|on|in) )(?:Act|Law|Laws|Code|Ordinance|Regulations)(?![\p{L}])(?! (?:Enforcement|Office|Firm|School|Offices|Library|Group|Center|Clerk))(?:,? (?:of )?(?:19|20)\d\d)?)`;

/** Finds citations of laws and rules in a text, longest first, none overlapping. Linear: every part has a bounded length. */
export const findCitations = (text: string, laws: ReadingPack['laws']): Citation[] => {
  const taken = new Uint8Array(text.length);
  const found: Citation[] = [];
  const code = codePattern(laws);
  const bare = `(?:${codeNames(laws, 'IN')})`;
  for (const [source, strength] of grammars(code, bare)) {
    for (const match of text.matchAll(new RegExp(source, 'gu'))) {
      const raw = match[0].replace(/[\s,;.]+$/u, (tail) => (/^\.$/.test(tail) && match[0].endsWith('seq.') ? tail : ''));
      const start = match.index;
      const end = start + raw.length;
      if (raw.length < 4 || isTaken(taken, start, end)) continue;
      taken.fill(1, start, end);
      for (const part of split(raw, start)) found.push({ ...part, strength });
    }
  }
  return found.sort((a, b) => a.start - b.start);
};

const isTaken = (taken: Uint8Array, start: number, end: number): boolean => taken.subarray(start, end).includes(1);

const codePatterns = new WeakMap<object, string>();
const codePattern = (laws: ReadingPack['laws']): string => {
  const known = codePatterns.get(laws);
  if (known) return known;
  const pattern = codeNames(laws);
  const whole = String.raw`(?:(?:the\s|our\s|nuestro\s|nuestra\s|du\s|del\s|della\s|dello\s|des\s|der\s|do\s|of\sthe\s)?(?:\p{Lu}[\p{L}.]{1,16}\s){0,2}(?:${pattern})(?![\p{L}])(?:,?\s(?:19|20)\d\d)?)`;
  codePatterns.set(laws, whole);
  return whole;
};

const codeNames = (laws: ReadingPack['laws'], jurisdiction?: string): string =>
  laws.codes
    .filter((entry) => jurisdiction === undefined || entry.jurisdiction === jurisdiction)
    .map(({ name }) => name)
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/ /g, '\\s'))
    .join('|');

const grammars = (code: string, bare: string): [string, Citation['strength']][] => {
  const of = String.raw`\s(?:of|under|in|du|de|del|of\sour|des|der|della|do)\s(?:the\s|our\s|nuestra\s|la\s)?`;
  const legislation = String.raw`(?:(?:Council\s|Commission\s|Delegated\s|Implementing\s)?(?:Regulation|Directive|Decision|Verordnung|Règlement|Reglamento|Regolamento|Richtlinie)\s(?:\((?:EU|EC|EG|UE)\)\s)?(?:No\.?\s)?\d{2,4}\/\d{1,4}(?:\/(?:EU|EC|EG|CE))?)`;
  const numberedLaw = String.raw`(?:(?:Federal\s|Organic\s)?(?:Law|Ley|Loi|Lei|Legge|Decree|Decreto|Ordinance|Resolution)\s(?:No\.?\s|Nº\s|n°\s|№\s|Nr\.\s)?\d{1,6}(?:[-/]\d{1,4})?(?:-[A-Z]{1,3})?)`;
  const frcp = String.raw`(?:Fed\.?\s?R\.?\s?(?:Civ|Crim|Evid|App|Bankr)\.?\s?(?:P\.?\s?)?)`;
  return [
    [String.raw`\d{1,2}\s?U\.?\s?S\.?\s?C\.?(?:\s?A\.)?\s?(?:§{1,2}\s?|[Ss]ec(?:tion|s)?\.?\s)?${LIST}`, 'section'],
    [String.raw`\d{1,2}\s?C\.?\s?F\.?\s?R\.?\s?(?:§{1,2}\s?|[Pp]art\s)?${LIST}`, 'section'],
    [String.raw`[Tt]itle\s\d{1,2}(?:,|\sof\sthe)?\s(?:United\sStates|U\.S\.)\sCode,?\s(?:${SECT}\s?)?${LIST}`, 'section'],
    [String.raw`${SECT}\s?${LIST}${of}[Tt]itle\s\d{1,2}(?:,|\sof\sthe)?\s(?:United\sStates|U\.S\.)\sCode`, 'section'],
    [String.raw`${frcp}(?:[Rr]ule\s)?${LIST}`, 'section'],
    [
      String.raw`Rules?\s${LIST}\s(?:of\sthe\s)?Federal\sRules\sof\s(?:Civil|Criminal|Appellate|Bankruptcy)?\s?(?:Procedure|Evidence)`,
      'section',
    ],
    [String.raw`Federal\sRules?\sof\s(?:Civil|Criminal|Appellate|Bankruptcy)?\s?(?:Procedure|Evidence)\s(?:[Rr]ule\s)?${LIST}`, 'section'],
    [
      String.raw`(?:[A-Z]\.\s?){1,3}\s?(?:[A-Z][a-z]{1,6}\.?\s){0,4}(?:Stat|Code|Law|Laws|Rev\.\sStat|Ann)\.?(?:\sAnn\.)?\s§{1,2}\s?${NUM}`,
      'section',
    ],
    [String.raw`(?:[A-Z][a-z]{1,6}\.\s){1,4}(?:[A-Z][\p{L}.&]{1,12}\s){0,4}§{1,2}\s?${LIST}`, 'section'],
    [
      String.raw`(?:Cal(?:ifornia)?\.?\s)?(?:[A-Z][\p{L}]{2,14}\s(?:(?:&|and)\s)?){1,3}Code,?\s(?:§{1,2}\s?|[Ss]ections?\s|[Ss]ecs?\.\s)${LIST}`,
      'section',
    ],
    [
      String.raw`${ART}\s${LIST}(?:\s(?:and|to|&)\s${NUM})?(?:,?\s(?:paragraphs?|para\.?|§)\s\d{1,3})?(?:${of}|\s)${legislation}`,
      'section',
    ],
    [String.raw`${legislation},?\s${ART}\s${LIST}`, 'section'],
    [
      String.raw`${ART}\s${NUM}(?:\s?§\s?\d{1,3})?(?:(?:\sin\s(?:connection|conjunction)\swith\s|,\s|\sand\s|\si\.?V\.?m\.?\s)${ART}\s${NUM}(?:\s?§\s?\d{1,3})?){1,5}(?:${of}(?:\p{Lu}\p{L}{2,20}\s){0,2}(?:Criminal\sCode|Penal\sCode|Code\sof\sCriminal\sProcedure|Civil\sCode))?`,
      'section',
    ],
    [
      String.raw`${ART}\s${LIST}(?:\s?§\s?\d{1,3})?(?:,?\s(?:paragraphs?|para\.?|Abs\.?|Satz|lit\.?|let\.?)\s[\da-z]{1,3}){0,3}(?:\s(?:u\.a\.|ff?\.))?(?:${of}|\s|,\s)${code}`,
      'section',
    ],
    [String.raw`(?:§{1,2})\s?${LIST}(?:,?\s(?:Abs\.?|Satz|Nr\.?|lit\.?|S\.)\s[\da-z]{1,3}){0,4}(?:,\s${NUM}){0,3}\s${code}`, 'section'],
    [String.raw`${code}\s(?:${ART}|${SECT})\s?${LIST}(?:\s&\s${NUM})?`, 'section'],
    [String.raw`${SECT}\s?${LIST}\s(?:of\s(?:the\s|our\s)?)?${code}`, 'section'],
    [String.raw`(?<![\p{L}\d/-])${LIST}\s(?:of\s(?:the\s)?)?${bare}(?![\p{L}])(?:,?\s(?:19|20)\d\d)?`, 'section'],
    [String.raw`[Ss]chedule\s\d{1,2}(?:,?\s(?:[Pp]art|Pt)\s\d{1,2})?(?:,?\s[Pp]ara(?:graph)?s?\.?\s\d{1,3}${SUB})?${of}${ACT}`, 'section'],
    [
      String.raw`${ACT},?\s(?:${SECT}|[Ss]ch(?:edule)?\.?|${ART})\s?\d{1,4}[A-Z]{0,2}${SUB}(?:,?\s(?:and\s)?(?:[Ss]ch(?:edule)?|[Pp]t|[Pp]art|[Pp]ara(?:graph)?s?)\.?\s\d{1,3}${SUB}){0,4}`,
      'section',
    ],
    [
      String.raw`(?:DPA|IPA|PACE|RIPA|POCA)\s(?:19|20)\d\d,?\s(?:s\.|ss\.|[Ss]ection|[Ss]ch(?:edule)?\.?)\s?\d{1,4}[A-Z]{0,2}${SUB}`,
      'section',
    ],
    [String.raw`${SECT}\s?${LIST}${of}${ACT}`, 'section'],
    [String.raw`${ART}\s${LIST}${of}${ACT}`, 'section'],
    [String.raw`${SECT}\s?${LIST}${of}(?:DMCA|CCPA|CalECPA|ECPA|SCA|FOIA|CFAA)`, 'section'],
    [String.raw`${ART}\s${LIST}${of}${numberedLaw}`, 'section'],
    [
      String.raw`(?:Federal\s)?(?:Law|Act|Decree|[Rr]esolution(?:\sof\sthe\s\p{Lu}\p{L}{3,16}(?:\sof\sthe\s\p{Lu}\p{L}{3,16}(?:\s\p{Lu}\p{L}{3,16})?)?)?)\s(?:of|on|dated)\s\p{L}{3,9}\s\d{1,2},?\s\d{4},?\s(?:№|No\.?)\s?\d{1,5}(?:-[A-Z]{1,3})?`,
      'section',
    ],
    [
      String.raw`(?:Agreement|Treaty|Convention|Protocol)\s(?:on|between|for)\s(?:[\p{L}]{2,20},?\s){2,24}(?:of|signed\son|done\sat\s\p{Lu}\p{L}{2,12}\son)\s\d{1,2}\s\p{Lu}\p{L}{2,9}\s\d{4}`,
      'section',
    ],
    [numberedLaw.replace('(?:Law|', '(?:Law\\sNo\\.?|'), 'law'],
    [legislation, 'law'],
    [ACT, 'law'],
    [String.raw`(?:§{1,2})\s?\d{1,4}(?:\.\d{1,4}|-\d{1,4}(?:\.\d{1,3})?)${SUB}`, 'section'],
  ];
};

const CHAIN = /\s(?:in\s(?:connection|conjunction)\swith)\s|,\s(?=[Aa]rt)|\sand\s(?=[Aa]rticle)/u;

const split = (value: string, start: number): { start: number; end: number; value: string }[] => {
  if (!/^[Aa]rt/.test(value) || !CHAIN.test(value)) return [{ start, end: start + value.length, value: tidy(value) }];
  const parts: { start: number; end: number; value: string }[] = [];
  let rest = value;
  let at = start;
  for (;;) {
    const joint = CHAIN.exec(rest);
    const part = joint ? rest.slice(0, joint.index) : rest;
    parts.push({ start: at, end: at + part.length, value: tidy(part) });
    if (!joint) return parts;
    at += joint.index + joint[0].length;
    rest = rest.slice(joint.index + joint[0].length);
  }
};

const tidy = (value: string): string =>
  value
    .replace(/\s+/gu, ' ')
    .replace(/^(?:U\/[Ss]|the)\s/u, '')
    .trim();

const NOT_A_LAW =
  /^(?:Federal Law|National Law|Local Law|United States Code|U\.S\. Code|(?:Pin|Post|Promo|Coupon|Access|Security|Verification|Country|Object|Machine|Open|Our|My|Legacy|Game) Code|International Laws?|State Laws?|European Law|Criminal Law|Copyright Laws?)$|^(?:(?:The|This|That|In|Said|Such|Our|My|Any|Each|Each|Court|By|For|To|An?)\s)*(?:Act|Law|Code|Order|Rules|Regulations?|Directive|Convention|Treaty)$|^(?:Dress|Source|Zip|Postal|QR|Bar|Area|Country|Discount|JavaScript|Court|Restraining|Temporary|Purchase|Protective|Production|Search|Preservation|Disclosure|Turnover|Standing|Scheduling|Writ|Site|Community|House|Attorney)\b.*\b(?:Code|Order|Law|Rules)$/u;

/** The citations that count as laws invoked: provisions first, names of acts where no provision of the same act is cited, each once. */
export const invokedLaws = (citations: readonly Citation[]): Citation[] => {
  const kept: Citation[] = [];
  const key = (value: string): string => value.toLowerCase().replace(/§+|\b(?:sections?|article|art|of|the|rule)\b|[^\p{L}\p{N}]/gu, '');
  const ordered = [...citations].sort((a, b) => Number(a.strength === 'law') - Number(b.strength === 'law') || a.start - b.start);
  for (const citation of ordered) {
    if (citation.strength === 'law' && NOT_A_LAW.test(citation.value)) continue;
    const own = key(citation.value);
    if (own.length < 4) continue;
    if (kept.some((other) => key(other.value) === own || (citation.strength === 'law' && key(other.value).includes(own)))) continue;
    kept.push(citation);
    if (kept.length >= 60) break;
  }
  return kept.sort((a, b) => a.start - b.start);
};
