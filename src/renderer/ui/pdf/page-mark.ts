import type { UserSpaceBox } from './page-geometry.ts';

/** What a mark on a page stands for, which decides its colour. */
export type MarkKind = 'fact' | 'timeline' | 'exhibit' | 'quote' | 'note' | 'hit';

/** A place on a page that something cites. `label` is the flag in the margin; a hit has none. */
export interface PageMark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly state: 'confirmed' | 'suggested';
  readonly pageNo: number;
  readonly boxes: readonly UserSpaceBox[];
  /** UTF-16 offsets into the page's text, for pages without geometry. */
  readonly start: number;
  readonly end: number;
  readonly label: string;
  /** What readers hear: what the mark is and says. */
  readonly title: string;
}

/** A place to go to: the page and what to show of it. `token` differs for each jump, so that the same place can be jumped to again. */
export interface Spot {
  readonly pageNo: number;
  readonly boxes: readonly UserSpaceBox[];
  readonly start: number;
  readonly end: number;
  readonly token: number;
}

/** Words a person selected on a page, where they stand, and where on the screen to offer what to make of them. */
export interface PageSelection {
  readonly pageNo: number;
  readonly quote: string;
  readonly boxes: readonly UserSpaceBox[];
  /** Known only for pages of plain text. */
  readonly offsets?: { readonly start: number; readonly end: number };
  readonly screen: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };
  /** The selection went over a page's edge and was cut there. */
  readonly cutAtPage: boolean;
}
