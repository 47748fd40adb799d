import type { Inline, ParagraphModel, RunStyle } from './model.ts';
import { METRICS, type FontSet } from './serif-fonts.ts';

/** A piece of a set line; `xPt` counts from the left edge of the text area. */
type Piece =
  | { readonly kind: 'text'; readonly text: string; readonly xPt: number; readonly widthPt: number; readonly style: RunStyle }
  | { readonly kind: 'image'; readonly bytes: Uint8Array; readonly xPt: number; readonly widthPt: number; readonly heightPt: number };

/** A line of print: its height, how far below its top the base line lies, and whether the page ends behind it. */
export interface SetLine {
  readonly heightPt: number;
  readonly baselinePt: number;
  readonly pieces: readonly Piece[];
  readonly endsPage: boolean;
}

/** What the fields for page numbers say. */
export interface PageNumbers {
  readonly page: number;
  readonly pages: number;
}

type Atom =
  | {
      readonly kind: 'word' | 'space';
      readonly text: string;
      readonly widthPt: number;
      readonly style: RunStyle;
      readonly breakAfter: boolean;
    }
  | { readonly kind: 'tab' | 'line-break' | 'page-break'; readonly style: RunStyle }
  | { readonly kind: 'image'; readonly bytes: Uint8Array; readonly widthPt: number; readonly heightPt: number; readonly style: RunStyle };
type Word = Extract<Atom, { widthPt: number }>;

const SLACK_PT = 0.01;
const DEFAULT_TAB_PT = 36;

/** Breaks a paragraph into lines no wider than `widthPt`; words wider than a line are cut where they must be. */
export const setLines = (
  paragraph: ParagraphModel,
  widthPt: number,
  fonts: FontSet,
  numbers: PageNumbers = { page: 1, pages: 1 },
): SetLine[] => {
  const { style } = paragraph;
  const atoms = paragraph.inlines.flatMap((inline) => atomsOf(inline, fonts, numbers));
  const limit = Math.max(widthPt - style.rightPt, style.leftPt + 20);
  const lines: SetLine[] = [];
  let pieces: Piece[] = [];
  let styles: RunStyle[] = [];
  let x = style.leftPt + style.firstPt;
  let start = x;

  if (paragraph.marker) {
    const text = fonts.settable(paragraph.marker.text);
    const width = fonts.widthPt(text, paragraph.marker.style);
    pieces.push({ kind: 'text', text, xPt: x, widthPt: width, style: paragraph.marker.style });
    x = Math.max(style.leftPt, x + width + 3);
    start = x;
  }
  const endLine = (isLast: boolean, endsPage = false): void => {
    lines.push(finish(pieces, styles, paragraph, start, limit, isLast, endsPage));
    pieces = [];
    styles = [];
    x = start = style.leftPt;
  };
  const put = (word: Word): void => {
    pieces.push(
      word.kind === 'image'
        ? { kind: 'image', bytes: word.bytes, xPt: x, widthPt: word.widthPt, heightPt: word.heightPt }
        : { kind: 'text', text: word.text, xPt: x, widthPt: word.widthPt, style: word.style },
    );
    styles.push(word.style);
    x += word.widthPt;
  };

  for (let at = 0; at < atoms.length;) {
    const atom = atoms[at] as Atom;
    if (atom.kind === 'line-break' || atom.kind === 'page-break') {
      styles.push(atom.style);
      endLine(true, atom.kind === 'page-break');
      at += 1;
    } else if (atom.kind === 'tab') {
      at += 1;
      styles.push(atom.style);
      const stop = nextStop(paragraph, x, limit);
      const following = stop.align === 'left' ? 0 : widthUntilTab(atoms, at);
      x = Math.max(x, stop.atPt - (stop.align === 'right' ? following : stop.align === 'center' ? following / 2 : 0));
    } else if (atom.kind === 'space') {
      if (x > start || lines.length === 0) put(atom);
      at += 1;
    } else {
      const group: Word[] = [];
      for (; at < atoms.length; at += 1) {
        const word = atoms[at] as Atom;
        if (word.kind !== 'word' && word.kind !== 'image') break;
        group.push(word);
        if (word.kind === 'word' && word.breakAfter) {
          at += 1;
          break;
        }
      }
      const width = group.reduce((sum, word) => sum + word.widthPt, 0);
      if (x + width > limit + SLACK_PT && x > start) endLine(false);
      for (const word of group) {
        for (const part of x + word.widthPt > limit + SLACK_PT ? cut(word, limit - style.leftPt, limit - x, fonts) : [word]) {
          if (x + part.widthPt > limit + SLACK_PT && x > start) endLine(false);
          put(part);
        }
      }
    }
  }
  if (pieces.length > 0 || lines.length === 0 || styles.length > 0) endLine(true);
  return lines;
};

const atomsOf = (inline: Inline, fonts: FontSet, numbers: PageNumbers): Atom[] => {
  if (inline.kind === 'text') return words(inline.text, inline.style, fonts);
  if (inline.kind === 'page' || inline.kind === 'pages') return words(String(numbers[inline.kind]), inline.style, fonts);
  return [inline.kind === 'image' ? inline : { kind: inline.kind, style: inline.style }];
};

const words = (text: string, style: RunStyle, fonts: FontSet): Atom[] => {
  const settable = fonts.settable(style.caps ? text.toUpperCase() : text);
  return (settable.match(/ +|[^ \-\u2013\u2014]*[-\u2013\u2014]+|[^ \-\u2013\u2014]+/g) ?? []).map((piece) => ({
    kind: piece.startsWith(' ') ? 'space' : 'word',
    text: piece,
    widthPt: fonts.widthPt(piece, style),
    style,
    breakAfter: /[-\u2013\u2014]$/.test(piece) && piece.length > 1,
  }));
};

/** Cuts a word that is wider than a line; the first part may only be as wide as what is left of this one. */
const cut = (word: Word, lineWidthPt: number, firstWidthPt: number, fonts: FontSet): Word[] => {
  if (word.kind === 'image' || word.widthPt <= lineWidthPt) return [word];
  const parts: Word[] = [];
  let text = '';
  for (const character of word.text) {
    const room = parts.length === 0 ? firstWidthPt : lineWidthPt;
    if (text !== '' && fonts.widthPt(text + character, word.style) > room) {
      parts.push({ ...word, text, widthPt: fonts.widthPt(text, word.style) });
      text = '';
    }
    text += character;
  }
  return [...parts, { ...word, text, widthPt: fonts.widthPt(text, word.style) }];
};

const nextStop = (
  paragraph: ParagraphModel,
  x: number,
  limit: number,
): { readonly atPt: number; readonly align: 'left' | 'right' | 'center' } => {
  const { style } = paragraph;
  const own = style.firstPt < 0 ? [...style.tabs, { atPt: style.leftPt, align: 'left' as const }] : style.tabs;
  const next = own.filter((stop) => stop.atPt > x + SLACK_PT).sort((a, b) => a.atPt - b.atPt)[0];
  if (next) return { ...next, atPt: Math.min(next.atPt, limit) };
  return { atPt: Math.min((Math.floor((x + SLACK_PT) / DEFAULT_TAB_PT) + 1) * DEFAULT_TAB_PT, limit), align: 'left' };
};

const widthUntilTab = (atoms: readonly Atom[], from: number): number => {
  let width = 0;
  for (const atom of atoms.slice(from)) {
    if (!('widthPt' in atom)) break;
    width += atom.widthPt;
  }
  return width;
};

const finish = (
  all: readonly Piece[],
  styles: readonly RunStyle[],
  paragraph: ParagraphModel,
  start: number,
  limit: number,
  isLast: boolean,
  endsPage: boolean,
): SetLine => {
  let pieces = [...all];
  while (pieces.length > 1 && isBlank(pieces.at(-1))) pieces.pop();
  const end = pieces.reduce((right, piece) => Math.max(right, piece.xPt + piece.widthPt), start);
  const spare = Math.max(0, limit - end);
  const { align } = paragraph.style;
  if (align === 'right' || align === 'center') {
    const shift = align === 'right' ? spare : spare / 2;
    pieces = pieces.map((piece) => ({ ...piece, xPt: piece.xPt + shift }));
  } else if (align === 'justify' && !isLast) {
    const gap = spare / Math.max(1, pieces.filter(isBlank).length);
    let shift = 0;
    pieces = pieces.map((piece) => {
      const moved = { ...piece, xPt: piece.xPt + shift };
      if (isBlank(piece)) shift += gap;
      return moved;
    });
  }
  return { ...heightOf(pieces, styles, paragraph), pieces: align === 'justify' && !isLast ? pieces : joined(pieces), endsPage };
};

const isBlank = (piece: Piece | undefined): boolean => piece?.kind === 'text' && /^ +$/.test(piece.text);

const joined = (pieces: readonly Piece[]): Piece[] => {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (
      last?.kind === 'text' &&
      piece.kind === 'text' &&
      last.style === piece.style &&
      Math.abs(last.xPt + last.widthPt - piece.xPt) < SLACK_PT
    ) {
      result[result.length - 1] = { ...last, text: last.text + piece.text, widthPt: last.widthPt + piece.widthPt };
    } else result.push(piece);
  }
  return result;
};

const heightOf = (
  pieces: readonly Piece[],
  styles: readonly RunStyle[],
  paragraph: ParagraphModel,
): { heightPt: number; baselinePt: number } => {
  const sizes = styles.length > 0 ? styles.map((style) => style.sizePt) : [paragraph.marker?.style.sizePt ?? paragraph.base.sizePt];
  const sizePt = Math.max(...sizes);
  const imagePt = Math.max(0, ...pieces.map((piece) => (piece.kind === 'image' ? piece.heightPt : 0)));
  const naturalPt = Math.max(METRICS.line * sizePt, imagePt + METRICS.descent * sizePt);
  const { rule, value } = paragraph.style.line;
  const heightPt = rule === 'factor' ? naturalPt * value : rule === 'exact' ? value : Math.max(naturalPt, value);
  return { heightPt, baselinePt: heightPt - METRICS.descent * sizePt - (rule === 'exact' ? Math.max(0, (heightPt - naturalPt) / 2) : 0) };
};

/** How far words of a run are raised above the base line, in points. */
export const raisedPt = (style: RunStyle): number =>
  style.position === 'super' ? style.sizePt * 0.33 : style.position === 'sub' ? -style.sizePt * 0.14 : 0;
