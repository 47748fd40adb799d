import { readingTextOf, type ReadingText, type TextBlock } from '../text/reading-text.ts';
import { sentencesOf, type Sentence } from '../text/sentences.ts';
import type { PageText } from '../text/page-text.ts';
import type { Sha256 } from '../ids.ts';
import { firstPhrase, type ReadingPack } from './reading-pack.ts';

/** What a block is in the paper: a web form's question, an answer to one, a platform's preface, an oath, a mail's header, or text. */
export type BlockRole = 'question' | 'preface' | 'oath' | 'header' | 'text';
export type QuestionRole = ReadingPack['vocabulary']['questions'][number]['role'];

export interface FrameBlock extends TextBlock {
  readonly role: BlockRole;
  /** The role of the form question that the block answers. */
  readonly answers: QuestionRole | undefined;
  readonly index: number;
}

/** A field of a mail's header with the place of its value. */
export interface MailField {
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The paper's frame: its blocks by role, its sentences, its title lines and its mail header. */
export interface DocumentFrame {
  readonly reading: ReadingText;
  readonly blocks: readonly FrameBlock[];
  readonly sentences: readonly Sentence[];
  readonly titles: readonly FrameBlock[];
  readonly mail:
    | { readonly from?: MailField; readonly to?: MailField; readonly subject?: MailField; readonly date?: MailField }
    | undefined;
  /** End of the letterhead and caption: where the first running sentence begins. */
  readonly headEnd: number;
  /** Start of the first annex, or the text's end. */
  readonly annexStart: number;
}

/** Reads the frame of a document. */
export const documentFrame = (documentSha256: Sha256, pages: readonly PageText[], pack: ReadingPack): DocumentFrame => {
  const reading = readingTextOf(documentSha256, pages);
  const mail = mailHeader(reading.blocks);
  const blocks = roleOfBlocks(reading.blocks, mail?.blocks ?? 0, pack);
  const body = blocks.filter((block) => block.role === 'text');
  const firstSentence = body.find((block) => block.text.length > 110 || /[a-z,] [a-z]+ [a-z]+ .{30,}[.:]$/.test(block.text.slice(0, 300)));
  const plain =
    firstSentence ??
    body.find((block) => /^\p{Lu}[^\n]*\p{Ll}[^\n]*\s\S+\s\S+\s\S+[.:]$/u.test(block.text) && !/:.{0,30}$/.test(block.text.slice(0, -1)));
  const annex = blocks.find((block) => block.index > 3 && ANNEX.test(block.text) && block.text.length < 120);
  return {
    reading,
    blocks,
    sentences: sentencesOf(reading),
    titles: titleBlocks(blocks, plain?.start ?? reading.text.length),
    mail: mail?.fields,
    headEnd: plain?.start ?? reading.text.length,
    annexStart: annex?.start ?? reading.text.length,
  };
};

const ANNEX =
  /^(?:ATTACHMENT|SCHEDULE|ANNEX|EXHIBIT|APPENDIX|RIDER|Attachment|Schedule|Annex|Exhibit|Appendix|Anlage|Annexe|Anexo|Allegato|Bijlage)\b/;
const MAIL_FIELD = /^(From|To|Date|Subject|Cc|Reply-To|Sent|Von|An|Betreff|Datum|De|À|Objet|Para|Asunto|Da|A|Oggetto)\s*:\s*/i;
const FIELD_NAMES: Readonly<Record<string, 'from' | 'to' | 'subject' | 'date'>> = {
  from: 'from',
  von: 'from',
  de: 'from',
  da: 'from',
  to: 'to',
  an: 'to',
  à: 'to',
  para: 'to',
  subject: 'subject',
  betreff: 'subject',
  objet: 'subject',
  asunto: 'subject',
  oggetto: 'subject',
  date: 'date',
  sent: 'date',
  datum: 'date',
};

type MailFields = { from?: MailField; to?: MailField; subject?: MailField; date?: MailField };

const mailHeader = (blocks: readonly TextBlock[]): { fields: MailFields; blocks: number } | undefined => {
  const fields: MailFields = {};
  let count = 0;
  for (const block of blocks.slice(0, 8)) {
    const match = MAIL_FIELD.exec(block.text);
    if (!match) break;
    const name = FIELD_NAMES[(match[1] ?? '').toLowerCase()];
    if (name && !fields[name])
      fields[name] = { value: block.text.slice(match[0].length).trim(), start: block.start + match[0].length, end: block.end };
    count += 1;
  }
  return fields.from && (fields.subject || fields.date) && count >= 3 && /@/.test(fields.from.value + (fields.to?.value ?? ''))
    ? { fields, blocks: count }
    : undefined;
};

const roleOfBlocks = (blocks: readonly TextBlock[], headerBlocks: number, pack: ReadingPack): FrameBlock[] => {
  const prefaceEnd = prefaceLength(blocks);
  let answers: QuestionRole | undefined;
  return blocks.map((block, index) => {
    if (index < headerBlocks || /^- .{1,120} \([a-z]+\/[a-z\d.+-]+\)$/.test(block.text))
      return { ...block, role: 'header', answers: undefined, index };
    if (index < prefaceEnd) return { ...block, role: 'preface', answers: undefined, index };
    const question = questionRole(block, pack);
    if (question !== undefined) {
      answers = question;
      return { ...block, role: 'question', answers: question, index };
    }
    const oath = firstPhrase(pack.vocabulary.oaths, block.text.slice(0, 600)) !== undefined && block.text.length < 700;
    return { ...block, role: oath ? 'oath' : 'text', answers, index };
  });
};

/** A platform puts its own words before a notice and closes them with a rule. */
const prefaceLength = (blocks: readonly TextBlock[]): number => {
  const rule = blocks.slice(0, 8).findIndex((block) => /^-{3,}$/.test(block.text));
  if (rule < 1) return 0;
  const before = blocks
    .slice(0, rule)
    .map((block) => block.text)
    .join(' ');
  return /takedown notice|counter notice|before disabling/i.test(before) && blocks.length > rule + 4 ? rule + 1 : 0;
};

const questionRole = (block: TextBlock, pack: ReadingPack): QuestionRole | undefined => {
  if (block.text.length < 14 || block.text.length > 900) return undefined;
  if (!block.bold && !/[?:]["']?$/.test(block.text) && !/^(?:please|type)\b/i.test(block.text)) return undefined;
  for (const { phrase, role } of pack.vocabulary.questions)
    if (firstPhrase([phrase], block.text))
      return block.bold || /\?|^(?:please|type|identify|so that|have you|are you|do you|what)\b/i.test(block.text) ? role : undefined;
  return block.bold && /\?/.test(block.text) ? 'other' : undefined;
};

const titleBlocks = (blocks: readonly FrameBlock[], headEnd: number): FrameBlock[] => [
  ...capitalRuns(blocks),
  ...blocks.filter((block) => {
    if (block.role !== 'text' && block.role !== 'header') return false;
    if (block.role === 'header') return /^(?:subject|betreff|objet|asunto|oggetto)\s*:/i.test(block.text);
    const heads = block.start <= headEnd + 1_200 && block.index < 45;
    if (!heads || block.text.length > 330) return false;
    if (/^(?:re|sub|subject|betreff|betr|objet|in re|in the matter)\b\s*[:.]?/i.test(block.text)) return true;
    return (
      block.text.length <= 170 &&
      !/[.;,]$/.test(block.text.replace(/\b(?:Inc|Ltd|Co)\.$/, '')) &&
      (isCaps(block.text) || /^\(?\p{Lu}/u.test(block.text)) &&
      !/^(?:dear|to whom|sehr|madame|the following)\b/i.test(block.text) &&
      !/@|https?:/.test(block.text) &&
      (isCaps(block.text) || block.text.length < 90)
    );
  }),
];

/** Titles inside a text that lost its lines: runs of capitals in the first long block. */
const capitalRuns = (blocks: readonly FrameBlock[]): FrameBlock[] => {
  const first = blocks.slice(0, 3).find((block) => block.text.length > 330 && block.role === 'text');
  if (!first) return [];
  return [...first.text.slice(0, 900).matchAll(/(?:\p{Lu}[\p{Lu}.,']{1,20} ){2,24}/gu)].map((match) => ({
    ...first,
    start: first.start + match.index,
    end: first.start + match.index + match[0].length,
    text: match[0].trim(),
  }));
};

/** Whether a line is set in capitals. */
export const isCaps = (text: string): boolean => {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length < 4) return false;
  return letters.filter((letter) => letter === letter.toUpperCase()).length / letters.length > 0.8;
};

/** The block that holds an offset of the reading text. */
export const blockAt = (frame: DocumentFrame, offset: number): FrameBlock | undefined => {
  let low = 0;
  let high = frame.blocks.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const block = frame.blocks[middle] as FrameBlock;
    if (offset < block.start) high = middle - 1;
    else if (offset > block.end) low = middle + 1;
    else return block;
  }
  return undefined;
};

/** The sentence that holds an offset of the reading text. */
export const sentenceAt = (frame: DocumentFrame, offset: number): Sentence | undefined => {
  let low = 0;
  let high = frame.sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const sentence = frame.sentences[middle] as Sentence;
    if (offset < sentence.start) high = middle - 1;
    else if (offset >= sentence.end) low = middle + 1;
    else return sentence;
  }
  return undefined;
};
