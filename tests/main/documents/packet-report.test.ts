import { describe, expect, it } from 'vitest';
import { buildPacketReport, type PacketReportInput } from '../../../src/main/documents/packet-report.ts';
import { sampleContent } from '../packets/packet-fixtures.ts';
import { pageText, pdfWords } from './pdf-words.ts';

const content = sampleContent();
const input: PacketReportInput = {
  content,
  organisation: 'Marketplace Example, Inc.',
  response: { templateName: 'Response to legal process', versionNo: 3, writtenBy: { id: '1', name: 'Ines Example' } },
  submittedBy: { id: '1', name: 'Ines Example' },
  submittedAtMs: Date.UTC(2026, 2, 3, 9, 30),
  files: [{ path: 'data/response/R0001/response.docx', sha256: 'c'.repeat(64), sizeBytes: 15_123 }],
};

describe('buildPacketReport', () => {
  it('lists case, documents with hashes, facts with sources, answers, and how to verify', async () => {
    const pages = await pdfWords((await buildPacketReport(input)).bytes);
    const all = pages.map(pageText).join(' ');
    for (const words of [
      content.case.number,
      content.case.title,
      'Submitted 2026-03-03 09:30 UTC by Ines Example',
      'How to check this packet',
      'openssl cms -verify',
      'c'.repeat(64),
      'Page 1 of',
    ])
      expect(all).toContain(words);
    for (const document of content.case.documents) expect(all).toContain(document.sha256);
    for (const fact of content.facts) expect(all).toContain(fact.label);
    for (const item of content.case.requestedItems) expect(all).toContain(item.text);
    for (const decision of content.decisions) expect(all).toContain(decision.reason);
    for (const round of content.reviews) expect(all).toContain(round.reviewer.name);
  });

  it('gives the same bytes in every time zone', async () => {
    const zone = process.env['TZ'];
    const first = (await buildPacketReport(input)).bytes;
    process.env['TZ'] = 'Asia/Tokyo';
    try {
      expect(Buffer.from((await buildPacketReport(input)).bytes).equals(Buffer.from(first))).toBe(true);
    } finally {
      if (zone === undefined) delete process.env['TZ'];
      else process.env['TZ'] = zone;
    }
  });

  it('says when there is no response', async () => {
    const all = (await pdfWords((await buildPacketReport({ ...input, response: null })).bytes)).map(pageText).join(' ');
    expect(all).toContain('This packet holds no response.');
  });
});
