import type { PageText } from '../../core/text/page-text.ts';
import type { PdfEngine } from './pdf-engine.ts';

/** No page of print has more; what does is an attack or a drawing made of letters. */
const MOST_CHARS = 400_000;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const REPLACEMENT = 0xfffd;

/**
 * The characters of an open page with their boxes, in UTF-16 units. Line ends become `\n`; a hyphen at a line's end stays and is followed by
 * `\n`; glyphs whose meaning the file does not tell become U+FFFD. Boxes are in PDF user space as the page's content uses it, which is what
 * pdf.js's `convertToPdfPoint` answers; characters that PDFium inserted (blanks between words, line ends) have none.
 */
export const readCharacters = (engine: PdfEngine, page: number): Pick<PageText, 'text' | 'charBoxes'> => {
  const { pdfium } = engine;
  const textPage = pdfium.FPDFText_LoadPage(page);
  if (textPage === 0) return { text: '', charBoxes: new Float32Array(0) };
  const scratch = engine.malloc(64);
  try {
    const count = Math.min(MOST_CHARS, pdfium.FPDFText_CountChars(textPage));
    const units = new UnitWriter(count);
    for (let index = 0; index < count; index += 1) {
      const code = pdfium.FPDFText_GetUnicode(textPage, index);
      if (pdfium.FPDFText_IsHyphen(textPage, index) === 1) {
        units.push(45, readBox(engine, textPage, index, scratch));
        const next = index + 1 < count ? pdfium.FPDFText_GetUnicode(textPage, index + 1) : LINE_FEED;
        if (next !== CARRIAGE_RETURN && next !== LINE_FEED) units.push(LINE_FEED, null);
        continue;
      }
      if (code === CARRIAGE_RETURN) {
        if (index + 1 < count && pdfium.FPDFText_GetUnicode(textPage, index + 1) === LINE_FEED) continue;
        units.push(LINE_FEED, null);
        continue;
      }
      const isPlaced = code !== LINE_FEED && pdfium.FPDFText_IsGenerated(textPage, index) !== 1;
      units.push(code, isPlaced ? readBox(engine, textPage, index, scratch) : null);
    }
    return units.done();
  } finally {
    engine.free(scratch);
    pdfium.FPDFText_ClosePage(textPage);
  }
};

/** The box as high as the font's line, so that highlights are even; the ink's own box where the font's is of no use. */
const readBox = (engine: PdfEngine, textPage: number, index: number, scratch: number): readonly number[] | null => {
  const { pdfium } = engine;
  const at = scratch / 4;
  if (pdfium.FPDFText_GetLooseCharBox(textPage, index, scratch)) {
    const [left = 0, top = 0, right = 0, bottom = 0] = engine.floats().subarray(at, at + 4);
    const box = ordered(left, bottom, right, top);
    if (box && box[3] - box[1] < 400) return box;
  }
  if (!pdfium.FPDFText_GetCharBox(textPage, index, scratch, scratch + 8, scratch + 16, scratch + 24)) return null;
  const [left = 0, right = 0, bottom = 0, top = 0] = engine.doubles().subarray(scratch / 8, scratch / 8 + 4);
  return ordered(left, bottom, right, top);
};

const ordered = (x0: number, y0: number, x1: number, y1: number): readonly [number, number, number, number] | null => {
  const box = [Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)] as const;
  return box.every(Number.isFinite) && box[2] > box[0] && box[3] > box[1] ? box : null;
};

/** Collects UTF-16 units and their boxes side by side, so that they can't get out of step. */
class UnitWriter {
  private readonly units: Uint16Array;
  private readonly boxes: Float32Array;
  private length = 0;

  constructor(characters: number) {
    // A character is at most two units, and a hyphen brings its line end.
    this.units = new Uint16Array(characters * 2 + 2);
    this.boxes = new Float32Array(this.units.length * 4);
  }

  push(code: number, box: readonly number[] | null): void {
    if (code > 0xffff) {
      this.pushUnit(0xd800 + ((code - 0x10000) >> 10), box);
      this.pushUnit(0xdc00 + ((code - 0x10000) & 0x3ff), box);
    } else {
      this.pushUnit(isMeaningless(code) ? REPLACEMENT : code, box);
    }
  }

  done(): Pick<PageText, 'text' | 'charBoxes'> {
    repairSurrogates(this.units.subarray(0, this.length));
    const bytes = Buffer.from(this.units.buffer, 0, this.length * 2);
    return { text: bytes.toString('utf16le'), charBoxes: this.boxes.slice(0, this.length * 4) };
  }

  private pushUnit(unit: number, box: readonly number[] | null): void {
    this.units[this.length] = unit;
    if (box) this.boxes.set(box, this.length * 4);
    this.length += 1;
  }
}

/** Control codes and noncharacters: what a font without a map to Unicode leaves. Tab and line feed have a meaning. */
const isMeaningless = (code: number): boolean => (code < 32 && code !== 9 && code !== LINE_FEED) || (code >= 127 && code < 160) || code === 0xfffe || code === 0xffff;

/** Half of a surrogate pair is no character: the database would refuse or change it. */
const repairSurrogates = (units: Uint16Array): void => {
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] ?? 0;
    const next = units[at + 1] ?? 0;
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) at += 1;
    else if (unit >= 0xd800 && unit < 0xe000) units[at] = REPLACEMENT;
  }
};
