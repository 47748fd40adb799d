/** The look of a run of words. `color` is `RRGGBB`. */
export interface RunStyle {
  readonly sizePt: number;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly strike: boolean;
  readonly caps: boolean;
  readonly color: string;
  readonly position: 'base' | 'super' | 'sub';
}

/** A piece of a paragraph. `page` and `pages` become numbers when the page is drawn. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly style: RunStyle }
  | { readonly kind: 'tab' | 'line-break' | 'page-break' | 'page' | 'pages'; readonly style: RunStyle }
  | { readonly kind: 'image'; readonly bytes: Uint8Array; readonly widthPt: number; readonly heightPt: number; readonly style: RunStyle };

/** A ruled line; `spacePt` is its distance from the words. */
export interface Rule {
  readonly widthPt: number;
  readonly color: string;
  readonly spacePt: number;
}

/** A place on the line that a tab jumps to, from the left edge of the text area. */
export interface TabStop {
  readonly atPt: number;
  readonly align: 'left' | 'right' | 'center';
}

/** The look of a paragraph. `line` is a factor of the single line, or an exact or least height in points. */
export interface ParagraphStyle {
  readonly align: 'left' | 'right' | 'center' | 'justify';
  readonly beforePt: number;
  readonly afterPt: number;
  readonly line: { readonly rule: 'factor' | 'exact' | 'at-least'; readonly value: number };
  readonly leftPt: number;
  readonly rightPt: number;
  readonly firstPt: number;
  readonly tabs: readonly TabStop[];
  readonly keepNext: boolean;
  readonly keepLines: boolean;
  readonly breakBefore: boolean;
  readonly tightWithSame: boolean;
  readonly top?: Rule | undefined;
  readonly bottom?: Rule | undefined;
  readonly fill?: string | undefined;
}

/** A paragraph ready to be set. `marker` is the number or bullet of a list; `base` the look of an empty line. */
export interface ParagraphModel {
  readonly kind: 'paragraph';
  readonly styleId: string;
  readonly style: ParagraphStyle;
  readonly base: RunStyle;
  readonly marker?: { readonly text: string; readonly style: RunStyle } | undefined;
  readonly inlines: readonly Inline[];
}

/** The four sides of a cell; a missing side has no line. */
export interface CellRules {
  readonly top?: Rule | undefined;
  readonly bottom?: Rule | undefined;
  readonly left?: Rule | undefined;
  readonly right?: Rule | undefined;
}

/** One cell. `span` counts columns; `merged` cells continue the one above. */
export interface CellModel {
  readonly span: number;
  readonly merged: boolean;
  readonly blocks: readonly BlockModel[];
  readonly fill?: string | undefined;
  readonly rules: CellRules;
  readonly padPt: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

/** One row; header rows repeat on each page the table reaches. */
export interface RowModel {
  readonly header: boolean;
  readonly leastHeightPt: number;
  readonly cells: readonly CellModel[];
}

/** A table; `leftPt` moves it from the left edge of the text area. */
export interface TableModel {
  readonly kind: 'table';
  readonly leftPt: number;
  readonly columnsPt: readonly number[];
  readonly rows: readonly RowModel[];
}

/** What stands in the body, a cell, a header or a footer. */
export type BlockModel = ParagraphModel | TableModel;

/** What stands above or below the text: on the first page and on all others. */
export interface Furniture {
  readonly first: readonly BlockModel[];
  readonly other: readonly BlockModel[];
}

/** A document of one page size, ready to be set on pages. All lengths are points. */
export interface DocumentModel {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly margins: {
    readonly top: number;
    readonly bottom: number;
    readonly left: number;
    readonly right: number;
    readonly header: number;
    readonly footer: number;
  };
  readonly header: Furniture;
  readonly footer: Furniture;
  readonly blocks: readonly BlockModel[];
  readonly title: string;
  readonly language: string;
}

/** Words without any formatting. */
export const PLAIN_RUN: RunStyle = {
  sizePt: 11,
  bold: false,
  italic: false,
  underline: false,
  strike: false,
  caps: false,
  color: '000000',
  position: 'base',
};

/** A paragraph without any formatting. */
export const PLAIN_PARAGRAPH: ParagraphStyle = {
  align: 'left',
  beforePt: 0,
  afterPt: 0,
  line: { rule: 'factor', value: 1 },
  leftPt: 0,
  rightPt: 0,
  firstPt: 0,
  tabs: [],
  keepNext: false,
  keepLines: false,
  breakBefore: false,
  tightWithSame: false,
};
