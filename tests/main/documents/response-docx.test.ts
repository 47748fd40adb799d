import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldsOfCase } from '../../../src/core/responses/fields-of-case.ts';
import type { ResponseBlock } from '../../../src/core/responses/response.ts';
import { textOfBlock } from '../../../src/core/responses/diff-versions.ts';
import { readZip } from '../../../src/main/documents/docx-zip.ts';
import { draftBlocks, renderResponseDocx } from '../../../src/main/documents/response-docx.ts';
import { openTemplateLibrary } from '../../../src/main/documents/template-library.ts';
import { fact, paragraph, sentence, source, uuid } from '../../core/responses/response-fixtures.ts';
import { bodyXml, docxOf, p, templateBytes, TEMPLATES_DIR } from './docx-fixtures.ts';

const fields = fieldsOfCase(source(), 'en-US');
const IDS = readdirSync(TEMPLATES_DIR);

const valueOf = <T>(result: { ok: true; value: T } | { ok: false; failure: { message: string } }): T => {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
};
const words = (blocks: readonly ResponseBlock[]): string => blocks.map(textOfBlock).join('\n');
const plain = (xml: string): string =>
  xml
    .replace(/<w:br\/>/g, '\n')
    .replace(/<w:tab\/>/g, '\t')
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/&apos;/g, "'");

describe('draftBlocks', () => {
  it.each(IDS)('fills the shipped template %s from confirmed facts', async (id) => {
    const { template } = (await openTemplateLibrary(TEMPLATES_DIR).load(id)) ?? {};
    const blocks = valueOf(await draftBlocks(templateBytes(id), fields, template?.required));
    expect(words(blocks)).toContain('LE-2026-0042');
    // One of the facts has braces of its own.
    expect(words(blocks).replaceAll('{x}', '')).not.toMatch(/[{}\uE000-\uE002]|undefined/);
  });

  it('knows for each sentence which facts filled it', async () => {
    const blocks = valueOf(await draftBlocks(templateBytes('legal-process-produced'), fields));
    const sentences = blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flat() : block.sentences));
    expect(sentences.find((one) => one.text.startsWith('The request is made under'))).toMatchObject({
      origin: 'facts',
      factIds: [uuid(4)],
      anchors: [{ quote: 'quote 4' }],
      text: expect.stringContaining('18 U.S.C. § 2703(c)(2)'),
    });
    expect(sentences.find((one) => one.text.startsWith('Contents of messages'))).toMatchObject({
      origin: 'facts',
      anchors: [{ quote: 'Contents' }],
    });
    expect(sentences.find((one) => one.text.startsWith('It is made without waiver'))).toMatchObject({
      origin: 'template',
      factIds: [],
      anchors: [],
    });
  });

  it('names the field that no confirmed fact fills', async () => {
    const facts = source().facts.map((one) => (one.field === 'reference-number' ? { ...one, state: 'suggested' as const } : one));
    const result = await draftBlocks(templateBytes('legal-process-produced'), fieldsOfCase(source({ facts }), 'en-US'));
    expect(result).toMatchObject({
      ok: false,
      failure: {
        kind: 'missing-fields',
        fields: [{ field: 'reference-number', label: 'Reference number' }],
        message: expect.stringContaining('Reference number'),
      },
    });
  });

  it('names a required field that the document only shows under a condition', async () => {
    const result = await draftBlocks(templateBytes('legal-process-produced'), fields, ['period']);
    expect(result).toMatchObject({ failure: { kind: 'missing-fields', fields: [{ field: 'period', label: 'Period' }] } });
  });

  it('leaves no empty line where a condition does not hold', async () => {
    const docx = await docxOf(p('First.') + p('{#has-period}For {period}.{/has-period}') + p('') + p('Last.'));
    const filled = valueOf(await renderResponseDocx(docx, valueOf(await draftBlocks(docx, fields)), fields));
    expect((await bodyXml(filled)).match(/<w:p[ >/]/g)).toHaveLength(3);
  });

  it('takes values as words, never as tags or markup', async () => {
    const docx = await docxOf(p('Dear {sender}: '));
    const evil = fieldsOfCase(source({ facts: [fact(1, 'sender', '{reference-number} <w:br/> & \uE0009\uE001x\uE002')] }), 'en-US');
    const blocks = valueOf(await draftBlocks(docx, evil));
    expect(words(blocks)).toBe('Dear {reference-number} <w:br/> & 9x: ');
    expect(await bodyXml(valueOf(await renderResponseDocx(docx, blocks, evil)))).toContain('&lt;w:br/&gt; &amp; 9x');
  });

  it('reads a tag that Word split over runs', async () => {
    const docx = await docxOf('<w:p><w:r><w:t>No. {refer</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ence-number}.</w:t></w:r></w:p>');
    expect(words(valueOf(await draftBlocks(docx, fields)))).toBe('No. GJ-2026-555.');
  });

  it.each<[string, () => Promise<Uint8Array>, RegExp]>([
    ['no zip', async () => new TextEncoder().encode('not a document'), /no Word document.*not a readable zip/],
    ['a cut zip', async () => templateBytes('preservation-confirmation').slice(0, 9_000), /not a readable zip/],
    [
      'a zip without a document',
      async () => (await import('../../../src/main/documents/docx-zip.ts')).writeZip(new Map([['a.txt', new Uint8Array([1])]])),
      /zip file without the parts of one/,
    ],
    ['a zip bomb', () => docxOf(p('x'.repeat(70_000_000))), /unpacks to more than 64 MB/],
    ['bottomless nesting', () => docxOf(`${'<w:sdt>'.repeat(20_000)}${'</w:sdt>'.repeat(20_000)}`), /nested too deeply/],
    ['broken XML', () => docxOf('<w:p><w:r>'), /can not be read as a Word document/],
    [
      'entities',
      () => docxOf('', { 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><w:document NAMESPACE><w:body/></w:document>' }),
      /document type declaration/,
    ],
    ['an unknown tag', () => docxOf(p('Ref {refernce-number} and {case-number}')), /does not know: \{refernce-number\}/],
    ['an unknown section', () => docxOf(p('{#if-paid}Paid{/if-paid}')), /does not know: \{#if-paid\}/],
    ['an unclosed loop', () => docxOf(p('{#items}{item-text}')), /\{#items\}.*is closed with/],
    ['an unopened loop', () => docxOf(p('{item-text}{/items}')), /\{\/items\}.*pairs/],
    ['an unclosed tag', () => docxOf(p('Ref {case-number')), /case-number.*Every tag stands as \{name\}/],
  ])('refuses %s in plain words', async (_, make, message) => {
    const result = await draftBlocks(await make(), fields);
    expect(result).toMatchObject({ ok: false, failure: { kind: 'bad-template', message: expect.stringMatching(message) } });
  });
});

describe('renderResponseDocx', () => {
  const id = 'legal-process-produced';
  const draft = async () => valueOf(await draftBlocks(templateBytes(id), fields));

  it('says exactly what the blocks say', async () => {
    const blocks = await draft();
    const said = plain(await bodyXml(valueOf(await renderResponseDocx(templateBytes(id), blocks, fields))));
    for (const block of blocks) for (const row of textOfBlock(block).split(/[\t\n]/)) expect(said).toContain(row);
    expect(said).not.toMatch(/[{}\uE000-\uE002]/);
  });

  it('gives the same bytes for the same words', async () => {
    const blocks = await draft();
    const first = valueOf(await renderResponseDocx(templateBytes(id), blocks, fields));
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect(Buffer.from(valueOf(await renderResponseDocx(templateBytes(id), blocks, fields))).equals(Buffer.from(first))).toBe(true);
  }, 20_000);

  it('fills header and footer and keeps the letterhead', async () => {
    const parts = await readZip(valueOf(await renderResponseDocx(templateBytes(id), await draft(), fields)));
    const sides = [...parts]
      .filter(([name]) => /header|footer/.test(name) && name.endsWith('.xml'))
      .map(([, bytes]) => new TextDecoder().decode(bytes))
      .map(plain)
      .join('');
    expect(sides).toContain('Case LE-2026-0042');
    expect(sides).toContain('Marketplace Example, Inc.');
    expect(sides).not.toMatch(/[{}\uE000-\uE002]|casewright-tagged/);
    expect([...parts.keys()]).toContain('word/styles.xml');
  });

  it('keeps the bold of words around an edit', async () => {
    const docx = await docxOf(
      '<w:p><w:r><w:t xml:space="preserve">Marked </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>Produced</w:t></w:r><w:r><w:t xml:space="preserve"> records.</w:t></w:r></w:p>',
    );
    const rendered = await bodyXml(
      valueOf(await renderResponseDocx(docx, [paragraph('p1', sentence('p1s1', 'Marked Produced files.', { origin: 'person' }))], fields)),
    );
    expect(rendered).toMatch(/<w:rPr><w:b\/><\/w:rPr><w:t xml:space="preserve">Produced<\/w:t>/);
    expect(plain(rendered).trim()).toBe('Marked Produced files.');
    expect(rendered.match(/<w:b\/>/g)).toHaveLength(1);
  });

  it('removes what was removed, and sets a new paragraph in its place and style', async () => {
    const docx = await docxOf(p('One.') + p('Two.', '<w:pStyle w:val="BodyText"/><w:ind w:left="720"/>') + p('Three.'));
    const added: ResponseBlock = {
      kind: 'paragraph',
      id: 'new-1',
      style: 'BodyText',
      sentences: [sentence('n', 'Between <you> & me.', { origin: 'person' })],
    };
    const [one, , three] = valueOf(await draftBlocks(docx, fields));
    const rendered = await bodyXml(valueOf(await renderResponseDocx(docx, [one as ResponseBlock, added, three as ResponseBlock], fields)));
    expect(plain(rendered).replace(/&lt;/g, '<').replace(/&gt;/g, '>').trim().split('\n')).toEqual([
      'One.',
      'Between <you> & me.',
      'Three.',
    ]);
    expect(rendered).toContain('<w:ind w:left="720"/>');
  });

  it('rewrites the cells of a table, adds rows and takes rows away', async () => {
    const blocks = await draft();
    const table = blocks.find((block) => block.kind === 'table');
    if (table?.kind !== 'table') throw new Error('no table');
    const cells = (n: string) =>
      ['3', 'IP logs', 'No responsive records', n].map((text, column) => sentence(`x${n}${column}`, text, { origin: 'person' }));
    const longer = blocks.map((block) => (block === table ? { ...table, rows: [...table.rows, cells('none')] } : block));
    const added = plain(await bodyXml(valueOf(await renderResponseDocx(templateBytes(id), longer, fields))));
    expect(added).toMatch(/3\s+IP logs\s+No responsive records\s+none/);
    const shorter = blocks.map((block) => (block === table ? { ...table, rows: table.rows.slice(0, 1) } : block));
    expect(plain(await bodyXml(valueOf(await renderResponseDocx(templateBytes(id), shorter, fields))))).not.toContain(
      'Contents of messages',
    );
  });

  it('keeps line breaks of an address', async () => {
    const docx = await docxOf(p('{sender}\n'));
    const rendered = await bodyXml(
      valueOf(
        await renderResponseDocx(
          docx,
          [
            paragraph(
              'p1',
              sentence('p1s1', 'Ida Example\n', { origin: 'person' }),
              sentence('a', '555 Sample Road', { origin: 'person' }),
            ),
          ],
          fields,
        ),
      ),
    );
    expect(rendered).toContain('<w:t xml:space="preserve">Ida Example</w:t><w:br/><w:t xml:space="preserve">555 Sample Road</w:t>');
  });
});
