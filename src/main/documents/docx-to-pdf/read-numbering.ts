import type { XmlGeneralNode } from 'easy-template-x';
import { attribute, childVal, elementAt, elements } from '../docx-xml.ts';

/** A level of a list: how its number looks and the properties it brings along. */
interface Level {
  readonly format: string;
  readonly text: string;
  readonly start: number;
  readonly pPr: XmlGeneralNode | undefined;
  readonly rPr: XmlGeneralNode | undefined;
}

/** A list marker and the properties of its level. */
export interface Marker {
  readonly text: string;
  readonly pPr: XmlGeneralNode | undefined;
  readonly rPr: XmlGeneralNode | undefined;
}

/** Counts the lists of one document; ask once for each paragraph, in reading order. */
export class ListCounter {
  readonly #levels = new Map<string, ReadonlyMap<number, Level>>();
  readonly #counts = new Map<string, number[]>();
  readonly #abstractOf = new Map<string, string>();

  constructor(root: XmlGeneralNode | undefined) {
    const abstracts = new Map(elements(root, 'w:abstractNum').map((node) => [attribute(node, 'w:abstractNumId') ?? '', node]));
    for (const num of elements(root, 'w:num')) {
      const numId = attribute(num, 'w:numId') ?? '';
      const abstractId = childVal(num, 'w:abstractNumId') ?? '';
      const levels = new Map(elements(abstracts.get(abstractId), 'w:lvl').map(levelOf));
      for (const override of elements(num, 'w:lvlOverride')) {
        const at = Number(attribute(override, 'w:ilvl') ?? 0);
        const own = elementAt(override, 'w:lvl');
        const level = own ? levelOf(own)[1] : levels.get(at);
        const start = childVal(override, 'w:startOverride');
        if (level) levels.set(at, start === undefined ? level : { ...level, start: Number(start) });
      }
      this.#levels.set(numId, levels);
      // Lists that only share their look count together, unless one restarts.
      this.#abstractOf.set(numId, elements(num, 'w:lvlOverride').length > 0 ? `num ${numId}` : abstractId);
    }
  }

  /** The marker of a paragraph with these number properties; nothing if it belongs to no list. */
  next(numPr: XmlGeneralNode | undefined): Marker | undefined {
    const numId = childVal(numPr, 'w:numId');
    const at = Number(childVal(numPr, 'w:ilvl') ?? 0);
    const levels = numId === undefined ? undefined : this.#levels.get(numId);
    const level = levels?.get(at);
    if (numId === undefined || !levels || !level) return undefined;
    const key = this.#abstractOf.get(numId) ?? numId;
    const counts = this.#counts.get(key) ?? [];
    counts[at] = (counts[at] ?? level.start - 1) + 1;
    counts.length = at + 1;
    this.#counts.set(key, counts);
    const text =
      level.format === 'bullet'
        ? bulletOf(level.text)
        : level.text.replace(/%(\d)/g, (_, digit: string) => {
            const shown = Number(digit) - 1;
            return numeral(counts[shown] ?? levels.get(shown)?.start ?? 1, levels.get(shown)?.format ?? 'decimal');
          });
    return { text, pPr: level.pPr, rPr: level.rPr };
  }
}

const levelOf = (node: XmlGeneralNode): [number, Level] => [
  Number(attribute(node, 'w:ilvl') ?? 0),
  {
    format: childVal(node, 'w:numFmt') ?? 'decimal',
    text: childVal(node, 'w:lvlText') ?? '',
    start: Number(childVal(node, 'w:start') ?? 1),
    pPr: elementAt(node, 'w:pPr'),
    rPr: elementAt(node, 'w:rPr'),
  },
];

/** Word draws bullets with symbol fonts; the common ones have a place in every serif. */
const bulletOf = (text: string): string =>
  /[\uF000-\uF0FF\u25CF\u2022]/.test(text) || text === '' ? '\u2022' : text === 'o' ? '\u25cb' : text;

const numeral = (value: number, format: string): string => {
  switch (format) {
    case 'lowerLetter':
      return letters(value);
    case 'upperLetter':
      return letters(value).toUpperCase();
    case 'lowerRoman':
      return roman(value).toLowerCase();
    case 'upperRoman':
      return roman(value);
    case 'none':
      return '';
    case 'decimalZero':
      return String(value).padStart(2, '0');
    default:
      return String(value);
  }
};

// Word goes on after z with aa, bb.
const letters = (value: number): string => String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1);

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

const roman = (value: number): string => {
  let rest = value;
  let text = '';
  for (const [worth, sign] of ROMAN) for (; rest >= worth; rest -= worth) text += sign;
  return text;
};
