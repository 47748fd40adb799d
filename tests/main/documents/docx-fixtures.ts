import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readZip, writeZip } from '../../../src/main/documents/docx-zip.ts';

/** The folder of the shipped templates. */
export const TEMPLATES_DIR = join(import.meta.dirname, '../../../resources/templates');

/** The Word document of a shipped template. */
export const templateBytes = (id: string): Uint8Array => new Uint8Array(readFileSync(join(TEMPLATES_DIR, id, 'template.docx')));

const NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const text = (value: string): Uint8Array => new TextEncoder().encode(value);

/** A Word document with this body, as short as one can be. */
export const docxOf = (body: string, parts: Readonly<Record<string, string>> = {}): Promise<Uint8Array> =>
  writeZip(
    new Map([
      [
        '[Content_Types].xml',
        text(
          '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        ),
      ],
      [
        '_rels/.rels',
        text(
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        ),
      ],
      ['word/document.xml', text(`<?xml version="1.0" encoding="UTF-8"?><w:document ${NAMESPACE}><w:body>${body}</w:body></w:document>`)],
      ...Object.entries(parts).map(([name, value]) => [name, text(value.replace('NAMESPACE', NAMESPACE))] as const),
    ]),
  );

/** A paragraph of one run. */
export const p = (words: string, pPr = '', rPr = ''): string =>
  `<w:p>${pPr && `<w:pPr>${pPr}</w:pPr>`}<w:r>${rPr && `<w:rPr>${rPr}</w:rPr>`}<w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;

/** The XML of a document's body part. */
export const bodyXml = async (docx: Uint8Array): Promise<string> =>
  new TextDecoder().decode((await readZip(docx)).get('word/document.xml'));
