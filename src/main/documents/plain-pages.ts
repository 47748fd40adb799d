import type { PageText } from '../../core/text/page-text.ts';

const LINES_PER_PAGE = 60;
const CHARS_PER_PAGE = 4_000;
/** A text has no paper of its own; US Letter is what its pages would be printed on. */
const WIDTH_PT = 612;
const HEIGHT_PT = 792;

/**
 * Cuts a text without page geometry into pages of up to 60 lines and 4,000 characters, at line ends; a form feed ends a page too. A longer
 * line is cut at a blank, or within a word if it has none, never within a character. All pages together are exactly the text, form feeds aside.
 */
export function* plainPages(text: string): Generator<PageText> {
  let pageNo = 0;
  for (const sheet of text.split('\f')) {
    let start = 0;
    while (start < sheet.length) {
      const end = pageEnd(sheet, start);
      pageNo += 1;
      yield plainPage(pageNo, sheet.slice(start, end));
      start = end;
    }
  }
  if (pageNo === 0) yield plainPage(1, '');
}

const plainPage = (pageNo: number, text: string): PageText => ({
  pageNo,
  widthPt: WIDTH_PT,
  heightPt: HEIGHT_PT,
  rotation: 0,
  source: 'plain',
  text,
  charBoxes: new Float32Array(0),
});

const pageEnd = (text: string, start: number): number => {
  let end = start;
  for (let line = 0; line < LINES_PER_PAGE && end < text.length; line += 1) {
    const newline = text.indexOf('\n', end);
    const lineEnd = newline < 0 ? text.length : newline + 1;
    if (lineEnd - start > CHARS_PER_PAGE) return end > start ? end : cutLongLine(text, start);
    end = lineEnd;
  }
  return end;
};

const cutLongLine = (text: string, start: number): number => {
  const limit = start + CHARS_PER_PAGE;
  for (let at = limit; at > limit - 500; at -= 1) if (/\s/.test(text.charAt(at - 1))) return at;
  const isInsidePair = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1));
  return isInsidePair ? limit - 1 : limit;
};
