import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import fontkit from '@cantoo/fontkit';
import { PDFDocument, type PDFFont } from '@cantoo/pdf-lib';
import type { RunStyle } from './model.ts';

/** The bytes of the four cuts of a serif, as TrueType. */
export interface SerifBytes {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
  readonly italic: Uint8Array;
  readonly boldItalic: Uint8Array;
}

type Cut = keyof SerifBytes;

/** A character that the fonts can't set, and how often it was asked for. */
export interface MissingGlyph {
  readonly character: string;
  readonly codePoint: string;
  readonly count: number;
}

const FILES: Readonly<Record<Cut, string>> = {
  regular: '400Regular/Tinos_400Regular.ttf',
  bold: '700Bold/Tinos_700Bold.ttf',
  italic: '400Regular_Italic/Tinos_400Regular_Italic.ttf',
  boldItalic: '700Bold_Italic/Tinos_700Bold_Italic.ttf',
};

/** Reads Tinos, which has the widths of Times New Roman, so lines break where Word breaks them. Read once per process. */
export const loadSerif = (): Promise<SerifBytes> => (serif ??= readSerif());

let serif: Promise<SerifBytes> | undefined;

const readSerif = async (): Promise<SerifBytes> => {
  const require = createRequire(import.meta.url);
  const read = async (cut: Cut): Promise<Uint8Array> =>
    new Uint8Array(await readFile(require.resolve(`@expo-google-fonts/tinos/${FILES[cut]}`)));
  const [regular, bold, italic, boldItalic] = await Promise.all([read('regular'), read('bold'), read('italic'), read('boldItalic')]);
  return { regular, bold, italic, boldItalic };
};

/** The fonts of one PDF: embeds a cut when it is first used, measures, and replaces what no glyph exists for. */
export class FontSet {
  readonly #pdf: PDFDocument;
  readonly #bytes: SerifBytes;
  readonly #embedded = new Map<Cut, PDFFont>();
  readonly #widths = new Map<string, Map<string, number>>();
  readonly #missing = new Map<string, number>();
  #characters: ReadonlySet<number> = new Set();

  constructor(pdf: PDFDocument, bytes: SerifBytes) {
    this.#pdf = pdf;
    this.#bytes = bytes;
    pdf.registerFontkit(fontkit);
  }

  /** Embeds all four cuts that the styles need; must be awaited before anything is measured. */
  async prepare(styles: Iterable<RunStyle>): Promise<void> {
    for (const cut of new Set<Cut>(['regular', ...[...styles].map(cutOf)])) {
      if (this.#embedded.has(cut)) continue;
      this.#embedded.set(cut, await this.#pdf.embedFont(this.#bytes[cut], { subset: true, features: PLAIN_GLYPHS }));
    }
    this.#characters = new Set(this.font({ bold: false, italic: false }).getCharacterSet());
  }

  font(style: Pick<RunStyle, 'bold' | 'italic'>): PDFFont {
    const font = this.#embedded.get(cutOf(style));
    if (!font) throw new Error('a font was used before it was prepared');
    return font;
  }

  /** The text with every character that can't be set replaced by a visible mark, and counted. */
  settable(text: string): string {
    let result = '';
    for (const character of text.normalize('NFC')) {
      const codePoint = character.codePointAt(0) ?? 0;
      if (INVISIBLE.test(character)) continue;
      if (codePoint === 0x2011) result += '-';
      else if (/\s/u.test(character)) result += codePoint === 0xa0 || codePoint === 0x202f ? '\u00a0' : ' ';
      else if (this.#characters.has(codePoint) && !RIGHT_TO_LEFT.test(character)) result += character;
      else {
        this.#missing.set(character, (this.#missing.get(character) ?? 0) + 1);
        result += REPLACEMENT;
      }
    }
    return result;
  }

  /** Width in points of settable text. */
  widthPt(text: string, style: RunStyle): number {
    const cut = cutOf(style);
    const widths = this.#widths.get(cut) ?? new Map<string, number>();
    this.#widths.set(cut, widths);
    let units = 0;
    for (const character of text) {
      let unit = widths.get(character);
      if (unit === undefined) {
        unit = this.font(style).widthOfTextAtSize(character, 1000);
        widths.set(character, unit);
      }
      units += unit;
    }
    return (units / 1000) * drawnSizePt(style);
  }

  /** The characters that had to be replaced, by code point. */
  missing(): MissingGlyph[] {
    return [...this.#missing]
      .map(([character, count]) => ({
        character,
        count,
        codePoint: `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`,
      }))
      .sort((a, b) => (a.codePoint < b.codePoint ? -1 : 1));
  }
}

/** The characters of a text that the serif can't set, without drawing anything. */
export const missingGlyphs = async (text: string, serif?: SerifBytes): Promise<MissingGlyph[]> => {
  const fonts = new FontSet(await PDFDocument.create({ updateMetadata: false }), serif ?? (await loadSerif()));
  await fonts.prepare([]);
  fonts.settable(text);
  return fonts.missing();
};

/** Shares of the font size above and below the base line, and the single line's height: those of Times New Roman. */
export const METRICS = { ascent: 0.891, descent: 0.216, line: 1.149 } as const;

/** The size at which a run is drawn; raised and lowered words are smaller. */
export const drawnSizePt = (style: RunStyle): number => (style.position === 'base' ? style.sizePt : style.sizePt * 0.65);

/** One glyph for each character, as wide as it stands in the font: then a word is as wide as its characters, and text can be copied as it was. */
const PLAIN_GLYPHS = {
  liga: false,
  kern: false,
  clig: false,
  calt: false,
  rlig: false,
  ccmp: false,
  locl: false,
  mark: false,
  mkmk: false,
};

const REPLACEMENT = '\u25a1';
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/u;
const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/u;

const cutOf = (style: Pick<RunStyle, 'bold' | 'italic'>): Cut =>
  style.bold ? (style.italic ? 'boldItalic' : 'bold') : style.italic ? 'italic' : 'regular';
