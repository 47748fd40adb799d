import { fileTypeFromBuffer } from 'file-type';
import { decodeText } from './text-decoding.ts';

export const PDF = 'application/pdf';
export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const EMAIL = 'message/rfc822';
export const MAILBOX = 'application/mbox';
export const HTML = 'text/html';
export const CSV = 'text/csv';
export const MARKDOWN = 'text/markdown';
export const PLAIN = 'text/plain';
export const UNKNOWN = 'application/octet-stream';

/** How far into a file a PDF's header may hide behind garbage. */
const PDF_HEADER_WITHIN_BYTES = 8_192;
/** How much of a text is looked at to tell its kind. */
const SNIFFED_CHARS = 65_536;

/** The media type of a file by its bytes alone; its name plays no part. Text that is nothing else is `text/plain`, the unknown `application/octet-stream`. */
export const mediaTypeOf = async (bytes: Uint8Array): Promise<string> => {
  if (pdfHeaderOffset(bytes) >= 0 || isPdfWithoutHeader(bytes)) return PDF;
  const binary = await fileTypeFromBuffer(bytes).catch(() => undefined);
  // XML and calendar-like types are texts; the sniffing below names those that matter here.
  if (binary && !binary.mime.startsWith('text/') && binary.mime !== 'application/xml')
    return binary.mime === 'application/x-cfb' ? compoundFileType(bytes) : binary.mime;
  const text = decodeText(bytes);
  return text === null ? UNKNOWN : textTypeOf(text.slice(0, SNIFFED_CHARS));
};

/** Where a PDF's header starts, or -1. */
export const pdfHeaderOffset = (bytes: Uint8Array): number =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PDF_HEADER_WITHIN_BYTES)).indexOf('%PDF-');

/** Whether the inside of a PDF stands at the top though its header is lost: its source is nothing to show as text. */
const isPdfWithoutHeader = (bytes: Uint8Array): boolean => {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, PDF_HEADER_WITHIN_BYTES)).toString('latin1');
  return head.startsWith('%') && /(?:^|[\r\n])\d{1,10} \d{1,5} obj\b/.test(head) && head.includes('endobj');
};

const HEADER_LINE = /^([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?/;
const ROUTING_HEADERS = new Set([
  'message-id',
  'mime-version',
  'received',
  'return-path',
  'delivered-to',
  'dkim-signature',
  'x-mailer',
  'content-transfer-encoding',
]);

/** The kind of a text by its first lines. */
export const textTypeOf = (text: string): string => {
  const start = text.replace(/^[\s\uFEFF]+/, '');
  if (/^<(?:!doctype\s+html|html|head|body)[\s>]/i.test(behindProlog(start))) return HTML;
  if (start.startsWith('{\\rtf')) return 'application/rtf';
  if (/^From [^\n]{3,200}\d{4}[^\n]{0,20}\r?\n/.test(text) && isEmail(text.slice(text.indexOf('\n') + 1))) return MAILBOX;
  if (isEmail(start)) return EMAIL;
  if (isCsv(start)) return CSV;
  return isMarkdown(start) ? MARKDOWN : PLAIN;
};

/** What follows an XML declaration and comments. */
const behindProlog = (text: string): string => {
  let rest = text.replace(/^<\?xml[^>]{0,200}>\s*/i, '');
  for (let comments = 0; comments < 20 && rest.startsWith('<!--') && rest.includes('-->'); comments += 1)
    rest = rest.slice(rest.indexOf('-->') + 3).trimStart();
  return rest;
};

/** Whether a block of mail headers stands at the top: routing headers, or sender, date and subject together. */
const isEmail = (text: string): boolean => {
  const seen = new Set<string>();
  for (const line of text.split(/\r?\n/, 400)) {
    if (line === '') break;
    if (/^[ \t]/.test(line) && seen.size > 0) continue;
    const name = HEADER_LINE.exec(line)?.[1]?.toLowerCase();
    if (!name) return false;
    seen.add(name);
  }
  const hasSender = seen.has('from') || seen.has('sender');
  if (hasSender && seen.has('date') && seen.has('subject')) return true;
  return [...seen].some((name) => ROUTING_HEADERS.has(name)) && (hasSender || seen.has('subject') || seen.has('to'));
};

/** Whether the first lines all have the same number of fields, at least three of them, or two over many lines. */
const isCsv = (text: string): boolean => {
  const lines = text
    .split(/\r?\n/, 21)
    .slice(0, 20)
    .filter((line) => line.trim() !== '');
  if (lines.length < 2) return false;
  return [',', ';', '\t'].some((separator) => {
    const counts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(separator).length);
    const fields = counts[0] ?? 0;
    const isSteady = counts.slice(0, -1).every((count) => count === fields);
    return isSteady && (fields >= 3 || (fields === 2 && lines.length >= 5)) && lines.every((line) => line.length < 2_000);
  });
};

const isMarkdown = (text: string): boolean => {
  const signs = [
    /^#{1,6} \S/m,
    /\[[^\]\n]{1,200}\]\([^)\s]{1,500}\)/,
    /^(?:```|~~~)/m,
    /^\s{0,3}[*-] \S.*\n\s{0,3}[*-] \S/m,
    /\*\*\S[^*\n]{0,200}\*\*/,
    /^> \S/m,
    /^---\s*$/m,
  ];
  return signs.filter((sign) => sign.test(text)).length >= 2;
};

/** Old Office files and Outlook messages share one container; the name of a stream inside tells them apart. */
const compoundFileType = (bytes: Uint8Array): string => {
  const directory = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const has = (name: string): boolean => directory.includes(Buffer.from(name, 'utf16le'));
  if (has('__properties_version1.0')) return 'application/vnd.ms-outlook';
  if (has('EncryptedPackage')) return 'application/x-encrypted-office';
  if (has('WordDocument')) return 'application/msword';
  if (has('Workbook')) return 'application/vnd.ms-excel';
  if (has('PowerPoint Document')) return 'application/vnd.ms-powerpoint';
  return 'application/x-cfb';
};
