import { describe, expect, it } from 'vitest';
import { fieldsOfCase } from '../../../src/core/responses/fields-of-case.ts';
import { docxToPdf } from '../../../src/main/documents/docx-to-pdf/docx-to-pdf.ts';
import { missingGlyphs } from '../../../src/main/documents/docx-to-pdf/serif-fonts.ts';
import { draftBlocks, renderResponseDocx } from '../../../src/main/documents/response-docx.ts';
import { source } from '../../core/responses/response-fixtures.ts';
import { docxOf, p, templateBytes } from './docx-fixtures.ts';
import { pageText, pdfWords } from './pdf-words.ts';

const letter = async (items = source().items): Promise<Uint8Array> => {
  const fields = fieldsOfCase(source({ items }), 'en-US');
  const blocks = await draftBlocks(templateBytes('legal-process-produced'), fields);
  if (!blocks.ok) throw new Error(blocks.failure.message);
  const docx = await renderResponseDocx(templateBytes('legal-process-produced'), blocks.value, fields);
  if (!docx.ok) throw new Error(docx.failure.message);
  return docx.value;
};

describe('docxToPdf', () => {
  it('sets the words of a letter, its letterhead and its page number', async () => {
    const pdf = await docxToPdf(await letter());
    const text = pageText((await pdfWords(pdf.bytes))[0]);
    expect(pdf.missing).toEqual([]);
    for (const words of [
      'Marketplace Example, Inc.',
      'Dear Jane Q. Sample:',
      'Objected to',
      'Ines Example',
      'Case LE-2026-0042',
      'Page 1 of 1',
    ])
      expect(text).toContain(words);
  });

  it('gives the same bytes for the same document', async () => {
    const docx = await letter();
    expect(Buffer.from((await docxToPdf(docx)).bytes).equals(Buffer.from((await docxToPdf(docx)).bytes))).toBe(true);
  });

  it('sets a long table over pages, its header row on each of them, and numbers the pages', async () => {
    const items = Array.from({ length: 90 }, (_, index) => ({
      text: `Record number ${index + 1} of the account`,
      disposition: 'produced' as const,
      reason: `PROD-${index}`,
    }));
    const pages = await pdfWords((await docxToPdf(await letter(items))).bytes);
    expect(pages.length).toBeGreaterThanOrEqual(3);
    pages.slice(0, 2).forEach((page) => expect(pageText(page)).toContain('Item requested'));
    expect(pages.map((page, index) => pageText(page).includes(`Page ${index + 1} of ${pages.length}`))).not.toContain(false);
    const all = pages.map(pageText).join(' ');
    for (const item of items) expect(all).toContain(item.text);
    expect(pageText(pages[1])).not.toContain('500 Example Way');
  });

  it('keeps every word inside the margins', async () => {
    const docx = await docxOf(
      `${p('Lorem ipsum dolor sit amet, '.repeat(60))}${p('0123456789abcdef'.repeat(20))}<w:sectPr><w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:bottom="1440" w:left="1440" w:right="1440"/></w:sectPr>`,
    );
    const [page] = await pdfWords((await docxToPdf(docx)).bytes);
    for (const word of page ?? []) {
      expect(word.x).toBeGreaterThanOrEqual(71.9);
      expect(word.x + word.width).toBeLessThanOrEqual(540.5);
    }
    expect(pageText(page).replaceAll(' ', '')).toContain('0123456789abcdef'.repeat(20));
  });

  it('sets right, centred and justified lines where they belong', async () => {
    const docx = await docxOf(
      [
        p('Right', '<w:jc w:val="right"/>'),
        p('Centre', '<w:jc w:val="center"/>'),
        p('word '.repeat(40), '<w:jc w:val="both"/>'),
        p('In', '<w:ind w:left="720" w:firstLine="360"/>'),
      ].join(''),
    );
    const [page = []] = await pdfWords((await docxToPdf(docx)).bytes);
    const right = page.find((word) => word.text === 'Right');
    expect((right?.x ?? 0) + (right?.width ?? 0)).toBeCloseTo(540, 0);
    const centre = page.find((word) => word.text === 'Centre');
    expect((centre?.x ?? 0) + (centre?.width ?? 0) / 2).toBeCloseTo(306, 0);
    expect(page.find((word) => word.text === 'In')?.x).toBeCloseTo(126, 1);
    const first = page.filter((word) => word.text.startsWith('word'))[0];
    const line = page.filter((word) => word.y === first?.y && word.text.startsWith('word'));
    expect(Math.max(...line.map((word) => word.x + word.width))).toBeGreaterThan(537);
  });

  it('numbers lists by their own formats', async () => {
    const numbering =
      '<w:numbering NAMESPACE><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl><w:lvl w:ilvl="1"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="2"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uF0B7"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num></w:numbering>';
    const item = (numId: number, level: number, words: string) =>
      p(words, `<w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="${numId}"/></w:numPr>`);
    const docx = await docxOf(
      [item(1, 0, 'one'), item(1, 1, 'two'), item(1, 1, 'three'), item(1, 0, 'four'), item(1, 1, 'five'), item(2, 0, 'six')].join(''),
      {
        'word/numbering.xml': numbering,
        'word/_rels/document.xml.rels':
          '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>',
      },
    );
    expect(pageText((await pdfWords((await docxToPdf(docx)).bytes))[0])).toBe('III. one a) two b) three IV. four a) five • six');
  });

  it('starts a new page at a page break, and keeps a heading with what follows', async () => {
    const broken = await docxOf('<w:p><w:r><w:t>One</w:t><w:br w:type="page"/><w:t>Two</w:t></w:r></w:p>');
    expect((await pdfWords((await docxToPdf(broken)).bytes)).map(pageText)).toEqual(['One', 'Two']);
    const lines = (count: number) => Array.from({ length: count }, (_, index) => p(`Line ${index}`)).join('');
    const one = (await pdfWords((await docxToPdf(await docxOf(lines(200)))).bytes))[0]?.length ?? 0;
    const kept = await docxOf(lines(one - 1) + p('Heading', '<w:keepNext/>') + p('Body'));
    expect((await pdfWords((await docxToPdf(kept)).bytes)).map((page) => pageText(page).includes('Heading'))).toEqual([false, true]);
  });

  it('covers Greek, Cyrillic and Latin with marks, and shows and reports what no glyph exists for', async () => {
    const pdf = await docxToPdf(await docxOf(p('Γειά σου, Товары из Łódź, Ångström § 5 – “x” 漢漢 שלום')));
    const text = pageText((await pdfWords(pdf.bytes))[0]);
    expect(text).toContain('Γειά σου, Товары из Łódź, Ångström § 5 – “x” □□');
    expect(pdf.missing).toContainEqual({ character: '漢', codePoint: 'U+6F22', count: 2 });
    expect(pdf.missing).toContainEqual(expect.objectContaining({ character: 'ש' }));
    expect(await missingGlyphs('Łódź 漢')).toEqual([{ character: '漢', codePoint: 'U+6F22', count: 1 }]);
  });

  it('cuts a row that is higher than a page and loses none of its words', async () => {
    const lines = Array.from({ length: 120 }, (_, index) => p(`Entry${index}.`)).join('');
    const docx = await docxOf(
      `<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w="4000"/><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc>${lines}</w:tc><w:tc>${p('Beside')}</w:tc></w:tr></w:tbl>`,
    );
    const pages = await pdfWords((await docxToPdf(docx)).bytes);
    expect(pages.length).toBeGreaterThan(1);
    const all = pages.map(pageText).join(' ');
    for (let index = 0; index < 120; index += 1) expect(all).toContain(`Entry${index}.`);
    for (const word of pages.flat()) expect(word.y).toBeGreaterThan(71);
  });

  it('embeds subsets of the fonts and no time of day', async () => {
    const { bytes } = await docxToPdf(await letter());
    expect(bytes.length).toBeLessThan(80_000);
    const raw = Buffer.from(bytes).toString('latin1');
    expect(raw).not.toMatch(/CreationDate|ModDate/);
    expect(raw).toMatch(/Tinos-Regular/);
  });
});
