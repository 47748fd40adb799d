import type { PageText } from '../../core/text/page-text.ts';
import type { PdfEngine } from './pdf-engine.ts';

/** No page of print has more; what does is an attack or a drawing made of letters. */
const MOST_CHARS = 400_000;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const REPLACEMENT = 0xfffd;
const SPACE = 32;
const HYPHEN = 45;
/** A line of print higher than this is a font's mistake. */
const MOST_LINE_PT = 400;
const FARTHEST_PT = 1_000_000;

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
    const { characters } = engine;
    const codeAt = (index: number): number => (index < count ? characters._FPDFText_GetUnicode(textPage, index) : LINE_FEED);
    for (let index = 0; index < count; index += 1) {
      const code = codeAt(index);
      if (code === CARRIAGE_RETURN) {
        if (codeAt(index + 1) !== LINE_FEED || index + 1 === count) units.pushLineEnd();
      } else if (code === LINE_FEED) units.pushLineEnd();
      else if (code < SPACE && characters._FPDFText_IsHyphen(textPage, index) === 1) {
        units.push(HYPHEN, readBox(engine, textPage, index, scratch));
        const next = codeAt(index + 1);
        if (next !== CARRIAGE_RETURN && next !== LINE_FEED) units.pushLineEnd();
      } else {
        const isInserted = code === SPACE && characters._FPDFText_IsGenerated(textPage, index) === 1;
        units.push(code, !isInserted && readBox(engine, textPage, index, scratch));
      }
    }
    return units.done();
  } finally {
    engine.free(scratch);
    pdfium.FPDFText_ClosePage(textPage);
  }
};

/** Where the box of the last `readBox` that answered true lies: x0, y0, x1, y1. One for the thread, because a page has thousands. */
const BOX = new Float64Array(4);

/** Reads a character's box, as high as the font's line, so that highlights are even; the ink's own box where the font's is of no use. */
const readBox = (engine: PdfEngine, textPage: number, index: number, scratch: number): boolean => {
  const { characters } = engine;
  if (characters._FPDFText_GetLooseCharBox(textPage, index, scratch) !== 0) {
    const floats = engine.floats();
    const at = scratch / 4;
    if (
      setBox(floats[at] as number, floats[at + 1] as number, floats[at + 2] as number, floats[at + 3] as number) &&
      (BOX[3] as number) - (BOX[1] as number) < MOST_LINE_PT
    )
      return true;
  }
  if (characters._FPDFText_GetCharBox(textPage, index, scratch, scratch + 16, scratch + 8, scratch + 24) === 0) return false;
  const doubles = engine.doubles();
  const at = scratch / 8;
  return setBox(doubles[at] as number, doubles[at + 1] as number, doubles[at + 2] as number, doubles[at + 3] as number);
};

const setBox = (xa: number, ya: number, xb: number, yb: number): boolean => {
  BOX[0] = Math.min(xa, xb);
  BOX[1] = Math.min(ya, yb);
  BOX[2] = Math.max(xa, xb);
  BOX[3] = Math.max(ya, yb);
  // A comparison with NaN is false; infinite sides are as useless.
  return (
    xa !== xb &&
    ya !== yb &&
    Math.abs(xa) < FARTHEST_PT &&
    Math.abs(xb) < FARTHEST_PT &&
    Math.abs(ya) < FARTHEST_PT &&
    Math.abs(yb) < FARTHEST_PT
  );
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

  /** Adds a character; `isPlaced` says that `BOX` is its place. */
  push(code: number, isPlaced: boolean): void {
    if (code > 0xffff) {
      this.pushUnit(0xd800 + ((code - 0x10000) >> 10), isPlaced);
      this.pushUnit(0xdc00 + ((code - 0x10000) & 0x3ff), isPlaced);
    } else {
      this.pushUnit(isMeaningless(code) ? REPLACEMENT : code, isPlaced);
    }
  }

  pushLineEnd(): void {
    this.pushUnit(LINE_FEED, false);
  }

  done(): Pick<PageText, 'text' | 'charBoxes'> {
    repairSurrogates(this.units.subarray(0, this.length));
    const bytes = Buffer.from(this.units.buffer, 0, this.length * 2);
    return { text: bytes.toString('utf16le'), charBoxes: this.boxes.slice(0, this.length * 4) };
  }

  private pushUnit(unit: number, isPlaced: boolean): void {
    this.units[this.length] = unit;
    if (isPlaced) this.boxes.set(BOX, this.length * 4);
    this.length += 1;
  }
}

/** Control codes and noncharacters: what a font without a map to Unicode leaves. Tab and line feed have a meaning. */
const isMeaningless = (code: number): boolean =>
  (code < 32 && code !== 9 && code !== LINE_FEED) || (code >= 127 && code < 160) || code === 0xfffe || code === 0xffff;

/** Half of a surrogate pair is no character: the database would refuse or change it. */
const repairSurrogates = (units: Uint16Array): void => {
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at] ?? 0;
    const next = units[at + 1] ?? 0;
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) at += 1;
    else if (unit >= 0xd800 && unit < 0xe000) units[at] = REPLACEMENT;
  }
};
