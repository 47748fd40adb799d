import mammoth from 'mammoth';
import { BrokenZipError, readZip } from './docx-zip.ts';
import { UnreadableError } from './unreadable.ts';

/**
 * The text of a Word document, one paragraph a line with an empty line between: what stands in its page headers, its body, its page footers.
 * The zip is unpacked once under limits before the reader proper sees it.
 */
export const docxText = async (bytes: Uint8Array): Promise<string> => {
  let parts: Map<string, Uint8Array>;
  try {
    parts = await readZip(bytes);
  } catch (error) {
    if (error instanceof BrokenZipError) throw new UnreadableError(`This looks like a Word document, but ${error.message}.`);
    throw error;
  }
  let body: string;
  try {
    body = (await mammoth.extractRawText({ buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) })).value;
  } catch (error) {
    throw new UnreadableError(
      `This looks like a Word document, but its content is broken (${error instanceof Error ? error.message : 'no text part'}).`,
    );
  }
  const sections = [furniture(parts, 'header'), body.replace(/\n{3,}/g, '\n\n').trim(), furniture(parts, 'footer')];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
};

/** The distinct texts of the headers or footers, in the order of their parts. */
const furniture = (parts: ReadonlyMap<string, Uint8Array>, kind: 'header' | 'footer'): string => {
  const names = [...parts.keys()].filter((name) => new RegExp(`^word/${kind}\\d*\\.xml$`).test(name)).sort();
  const texts = names.map((name) => xmlParagraphs(new TextDecoder().decode(parts.get(name))));
  return [...new Set(texts)].filter((text) => text !== '').join('\n');
};

const xmlParagraphs = (xml: string): string =>
  xml
    .split('</w:p>')
    .map((paragraph) => {
      const pieces = [...paragraph.matchAll(/<w:(?:t(?:\s[^<>]{0,200})?>([^<]*)<|(tab|br|cr)(?:\s[^<>]{0,200})?\/>)/g)];
      return pieces
        .map(([, text, blank]) => (blank ? ' ' : unescapeXml(text ?? '')))
        .join('')
        .trim();
    })
    .filter((line) => line !== '')
    .join('\n');

const unescapeXml = (text: string): string =>
  text.replace(
    /&(amp|lt|gt|quot|apos);/g,
    (_, name: 'amp' | 'lt' | 'gt' | 'quot' | 'apos') => ({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" })[name],
  );
