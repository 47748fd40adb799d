import { Document, Header, Packer, Paragraph } from 'docx';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { htmlToText } from '../../../src/main/documents/html-text.ts';
import { mediaTypeOf, textTypeOf } from '../../../src/main/documents/media-type.ts';
import { plainPages } from '../../../src/main/documents/plain-pages.ts';
import { decodeText } from '../../../src/main/documents/text-decoding.ts';
import { readPages, textBytes } from './read-pages.ts';

const MAIL = [
  'From: =?utf-8?Q?Ana_L=C3=B3pez?= <ana@agency.example.com>',
  'To: legal@market.example.com',
  'Cc: copy@example.com',
  'Date: Tue, 2 Jun 2026 09:00:00 -0700',
  'Subject: Preservation request',
  ' 555-0100',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="b"',
  '',
  '--b',
  'Content-Type: text/html; charset=utf-8',
  '',
  '<html><head><style>p{color:red}</style></head><body><p>Please preserve<br>account <b>A-5550</b>.</p><script>alert("x")</script></body></html>',
  '--b',
  'Content-Type: application/pdf; name="order.pdf"',
  'Content-Disposition: attachment; filename="order.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERg==',
  '--b--',
  '',
].join('\r\n');

const word = async (): Promise<Uint8Array> =>
  new Uint8Array(
    await Packer.toBuffer(
      new Document({
        sections: [
          {
            headers: { default: new Header({ children: [new Paragraph('SPECIMEN COUNTY POLICE')] }) },
            children: [new Paragraph('First paragraph & more'), new Paragraph('Second paragraph')],
          },
        ],
      }),
    ),
  );

const bomb = async (): Promise<Uint8Array> => {
  const zip = new yazl.ZipFile();
  zip.addBuffer(
    Buffer.from(
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    ),
    '[Content_Types].xml',
  );
  zip.addBuffer(Buffer.alloc(80 * 1024 * 1024, 0x20), 'word/document.xml');
  zip.end();
  return new Uint8Array(await buffer(Readable.from(zip.outputStream)));
};

describe('mediaTypeOf', () => {
  it('goes by the bytes', async () => {
    const types = async (...texts: string[]): Promise<string[]> => Promise.all(texts.map((text) => mediaTypeOf(textBytes(text))));
    expect(
      await types(
        '%PDF-1.7\n',
        `${'x'.repeat(2_000)}%PDF-1.4`,
        '<!DOCTYPE html><p>Hi',
        '<?xml version="1.0"?>\n<html>',
        MAIL,
        'Dear Sir or Madam,\n\nPlease: do it.\n',
      ),
    ).toEqual(['application/pdf', 'application/pdf', 'text/html', 'text/html', 'message/rfc822', 'text/plain']);
    expect(await types('a,b,c\n1,"2,2",3\n4,5,6\n', '# Title\n\n- one\n- two\n', '{\\rtf1 x}', 'From: us\nDear all\n')).toEqual([
      'text/csv',
      'text/markdown',
      'application/rtf',
      'text/plain',
    ]);
    expect(await mediaTypeOf(await word())).toBe('application/vnd.openxmlformats-officedocument.wordprocessingml.document');
  });

  it('never hangs on a text', () => {
    for (const evil of [
      '<!--'.repeat(50_000),
      '[a]('.repeat(50_000),
      'a: '.repeat(50_000),
      '"'.repeat(100_000),
      `From ${'9'.repeat(60_000)}`,
    ]) {
      const startMs = performance.now();
      textTypeOf(evil);
      expect(performance.now() - startMs, evil.slice(0, 8)).toBeLessThan(2_000);
    }
  });
});

describe('decodeText', () => {
  it('knows UTF-8, UTF-16 by its mark, Windows-1252, and what is no text', () => {
    expect(decodeText(textBytes('\uFEFFgrüße\r\nyou\rthere'))).toBe('grüße\nyou\nthere');
    expect(decodeText(Buffer.from('\uFEFFgrüße', 'utf16le'))).toBe('grüße');
    expect(decodeText(Uint8Array.from([0x67, 0x72, 0xfc, 0xdf, 0x65]))).toBe('grüße');
    expect(decodeText(Uint8Array.from([...textBytes('grüße, grüße'), 0xff]))).toBe('grüße, grüße\uFFFD');
    expect(decodeText(Uint8Array.from([1, 0, 2, 0]))).toBeNull();
  });
});

describe('htmlToText', () => {
  it('keeps the words and nothing that runs', () => {
    expect(
      htmlToText(
        '<head><title>T</title><script>if (a < b) x("</p>")</script></head><body><h1>Order</h1><p>A&amp;B &#x201C;x&#8221; 5&nbsp;&lt;&nbsp;6</p><ul><li>one<li>two</ul><!-- <p>no</p> --><td>c</td></body>',
      ),
    ).toBe('Order\n\nA&B “x” 5\u00A0<\u00A06\n\n• one\n• two\n\nc');
  });

  it('takes any input in linear time and never lets a tag through', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.constantFrom('<', '>', 'script', '/', '"', "'", '=', '!--', '-->', 'p ', 'x', '&', '#', ';', ' '),
          maxLength: 400,
        }),
        (html) => {
          expect(htmlToText(html)).not.toMatch(/<script>/i);
        },
      ),
    );
    for (const piece of ['<p', '<!--', '<a b="', '<script>', "<a b='", '&#', '<']) {
      const startMs = performance.now();
      htmlToText(piece.repeat(60_000));
      expect(performance.now() - startMs, piece).toBeLessThan(1_500);
    }
  });
});

describe('plainPages', () => {
  it('loses and invents nothing, and keeps to its size', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom('\n', 'word ', '😀', 'a line of text\n'),
            fc.string({ maxLength: 40 }).map((text) => text.replaceAll('\f', '')),
          ),
          { maxLength: 2_000 },
        ),
        fc.integer({ min: 1, max: 60 }),
        (pieces, times) => {
          const text = pieces.join('').repeat(times).slice(0, 60_000);
          const pages = [...plainPages(text)];
          expect(pages.map((page) => page.text).join('')).toBe(text);
          for (const [index, page] of pages.entries()) {
            expect(page.pageNo).toBe(index + 1);
            expect(page.text.length).toBeLessThanOrEqual(4_000);
            expect(page.text.slice(0, -1).split('\n').length).toBeLessThanOrEqual(60);
            expect(page.charBoxes.length).toBe(0);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('cuts a line without end between characters', () => {
    const pages = [...plainPages(`x${'😀'.repeat(5_000)}`)];
    expect(pages.length).toBe(3);
    for (const page of pages) expect(page.text.isWellFormed()).toBe(true);
  });
});

describe('parseDocument', () => {
  it('reads a mail: headers, body without markup, attachments by name', async () => {
    const { pages, mediaType } = await readPages(textBytes(MAIL));
    expect(mediaType).toBe('message/rfc822');
    expect(pages[0]?.text).toBe(
      'From: Ana López <ana@agency.example.com>\nTo: legal@market.example.com\nCc: copy@example.com\nDate: Tue, 2 Jun 2026 09:00:00 -0700\nSubject: Preservation request 555-0100\n\nPlease preserve\naccount A-5550.\n\nAttachments:\n- order.pdf (application/pdf)\n',
    );
  });

  it('reads the messages of a mailbox, each on pages of its own', async () => {
    const mailbox = `From a@example.com Tue Jun  2 09:00:00 2026\n${MAIL.replaceAll('\r\n', '\n')}\n\nFrom b@example.com Tue Jun  2 09:01:00 2026\nFrom: b@example.com\nSubject: Second\nMessage-ID: <2@example.com>\n\nBody two\n`;
    const { pages, mediaType } = await readPages(textBytes(mailbox));
    expect(mediaType).toBe('application/mbox');
    expect(pages.map((page) => [page.pageNo, page.text.split('\n')[0]])).toEqual([
      [1, 'From: Ana López <ana@agency.example.com>'],
      [2, 'From: b@example.com'],
    ]);
  });

  it('reads a Word document with its page header', async () => {
    const { pages } = await readPages(await word());
    expect(pages[0]?.text).toBe('SPECIMEN COUNTY POLICE\n\nFirst paragraph & more\n\nSecond paragraph\n');
  });

  it('keeps a Word document that unpacks to too much, with the reason', async () => {
    const { end } = await readPages(await bomb());
    expect(end).toMatchObject({ kind: 'unreadable', reason: expect.stringContaining('unpacks to more than') });
  });
});
