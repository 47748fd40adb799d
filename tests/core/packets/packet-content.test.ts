import { describe, expect, it } from 'vitest';
import { firstBrokenLink } from '../../../src/core/evidence/hash-chain.ts';
import { buildPayloadRecords } from '../../../src/core/packets/packet-content.ts';
import { countRecords, packetMetadata } from '../../../src/core/packets/packet-metadata.ts';
import { pagesFile } from '../../../src/core/packets/pages-file.ts';
import { provenanceText } from '../../../src/core/packets/provenance.ts';
import { pageRecordSchema } from '../../../src/core/packets/records.ts';
import { schemaFiles } from '../../../src/core/packets/schema-files.ts';
import { sampleContent, samplePayload } from '../../main/packets/packet-fixtures.ts';

const textOf = (files: readonly { path: string; bytes: Uint8Array }[], path: string): string =>
  Buffer.from(files.find((file) => file.path === path)!.bytes).toString();

describe('buildPayloadRecords', () => {
  it('writes every kind of record, sorted by path, the same each time', () => {
    const files = buildPayloadRecords(sampleContent());
    expect(files.map((file) => file.path)).toEqual([
      ...[
        'audit.jsonl',
        'case.json',
        'custody.jsonl',
        'decisions.jsonl',
        'facts.jsonl',
        'items.csv',
        'reviews.jsonl',
        'timeline.jsonl',
      ].map((name) => `data/records/${name}`),
      'data/response/R0001/sentences.jsonl',
    ]);
    expect(buildPayloadRecords(sampleContent())).toEqual(files);
  });
  it('writes an empty file for a kind without records', () => {
    expect(textOf(buildPayloadRecords({ ...sampleContent(), decisions: [] }), 'data/records/decisions.jsonl')).toBe('');
  });
  it('chains custody in its order', () => {
    const chain = textOf(buildPayloadRecords(sampleContent()), 'data/records/custody.jsonl')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(firstBrokenLink(chain)).toBeUndefined();
    expect(firstBrokenLink(chain.toReversed())).toBe(0);
  });
  it('keeps original names in items.csv, harmless to spreadsheets', () => {
    const items = textOf(buildPayloadRecords(sampleContent()), 'data/records/items.csv');
    expect(items).toContain('Warrant 100% final.PDF');
    expect(items).toContain(`"'=orders, ""all"".csv"`);
  });
});

describe('packetMetadata', () => {
  it('counts what is there, shown and withheld', () => {
    expect(countRecords(sampleContent())).toEqual({
      documents: 2,
      pages: 2,
      exhibits: 1,
      requestedItems: 1,
      custody: 2,
      timeline: 1,
      facts: 1,
      decisions: 1,
      reviews: 1,
      audit: 2,
      auditWithheld: 2,
      responseSentences: 1,
    });
    const payload = samplePayload(sampleContent()).map((file) => ({ sizeBytes: file.bytes.length }));
    const metadata = packetMetadata(sampleContent(), payload, { generator: { name: 'casewright', version: '0.1.0' }, supersedes: null });
    expect(metadata.payload).toEqual({ files: payload.length, sizeBytes: payload.reduce((sum, file) => sum + file.sizeBytes, 0) });
    expect(metadata.auditHead).toBe(sampleContent().audit.at(-1)?.hash);
  });
});

describe('pagesFile', () => {
  it('gives each word its place in text and on the page', () => {
    const charBoxes = new Float32Array(7 * 4);
    for (const at of [0, 1, 3, 4, 5, 6]) charBoxes.set([10 * at, 700, 10 * at + 9, 712], 4 * at);
    const line = Buffer.from(
      pagesFile([{ pageNo: 1, widthPt: 612, heightPt: 792, rotation: 0, source: 'ocr', text: 'To Whom', charBoxes }], 'tesseract 7'),
    ).toString();
    expect(line.endsWith('\n')).toBe(true);
    expect(pageRecordSchema.parse(JSON.parse(line))).toMatchObject({
      engine: 'tesseract 7',
      source: 'ocr',
      words: [
        [0, 2, 0, 700, 19, 712],
        [3, 7, 30, 700, 69, 712],
      ],
    });
  });
  it('leaves out places where a format has none', () => {
    const line = Buffer.from(
      pagesFile(
        [{ pageNo: 1, widthPt: 0, heightPt: 0, rotation: 0, source: 'plain', text: 'plain words', charBoxes: new Float32Array(0) }],
        'text',
      ),
    ).toString();
    expect(JSON.parse(line).words).toEqual([]);
  });
});

describe('provenanceText', () => {
  it('is JSON-LD that names every document by its hash and every custody event', () => {
    const graph = JSON.parse(provenanceText(sampleContent()))['@graph'] as { '@id': string; '@type': string[] }[];
    for (const document of sampleContent().case.documents)
      expect(graph.some((node) => node['@id'] === `urn:casewright:sha256:${document.sha256}`)).toBe(true);
    expect(graph.filter((node) => node['@type'].includes('prov:Activity'))).toHaveLength(2);
    expect(new Set(graph.map((node) => node['@id'])).size).toBe(graph.length);
  });
});

describe('schemaFiles', () => {
  it('gives a JSON Schema for every kind of record', () => {
    const schemas = schemaFiles().map((file) => ({ path: file.path, schema: JSON.parse(file.text) }));
    expect(schemas.map(({ path }) => path)).toContain('metadata/schemas/facts.schema.json');
    for (const { schema } of schemas) expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
    expect(schemas.find(({ path }) => path.includes('/facts.'))?.schema.required).toContain('anchor');
  });
});
