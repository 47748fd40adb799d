import * as fontkit from '@cantoo/fontkit';
import { degrees, PDFDocument, rgb, type PDFPage } from '@cantoo/pdf-lib';
import type { Paper } from '../../../core/sample/paper.ts';
import { drawPdf } from '../docx-to-pdf/draw-pdf.ts';
import type { BlockModel } from '../docx-to-pdf/model.ts';
import { loadSerif, type SerifBytes } from '../docx-to-pdf/serif-fonts.ts';
import { footLine, layOutBlock } from './paper-blocks.ts';

const MARGIN_PT = 78;
const SIZES = { letter: [612, 792], a4: [595, 842] } as const;
const MARK = 'SPECIMEN';

/** Draws a sample paper as a real PDF of several pages, with “SPECIMEN” across each. The same paper gives the same bytes. */
export const drawPaper = async (paper: Paper): Promise<Uint8Array> => {
  const serif = await loadSerif();
  const [widthPt, heightPt] = SIZES[paper.size];
  const textWidthPt = widthPt - 2 * MARGIN_PT;
  const foot = [footLine(paper.foot, textWidthPt)];
  const { bytes } = await drawPdf(
    {
      widthPt,
      heightPt,
      margins: { top: 78, bottom: 84, left: MARGIN_PT, right: MARGIN_PT, header: 36, footer: 40 },
      header: { first: [], other: [] },
      footer: { first: foot, other: foot },
      blocks: blocksOf(paper, textWidthPt),
      title: paper.title,
      language: paper.language,
    },
    serif,
  );
  return withMark(bytes, serif);
};

/** Page breaks become the style of the paragraph that follows. */
const blocksOf = (paper: Paper, widthPt: number): BlockModel[] => {
  const blocks: BlockModel[] = [];
  let breakBefore = false;
  for (const block of paper.blocks) {
    const laidOut = layOutBlock(block, widthPt);
    const [first, ...rest] = laidOut;
    if (first)
      blocks.push(breakBefore && first.kind === 'paragraph' ? { ...first, style: { ...first.style, breakBefore } } : first, ...rest);
    breakBefore = block.kind === 'page-break';
  }
  return blocks;
};

/** Draws the mark as outlines, not as text, so that what is read from the page is what the paper says. */
const withMark = async (bytes: Uint8Array, serif: SerifBytes): Promise<Uint8Array> => {
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const outline = outlines.get(serif) ?? markOutline(serif);
  outlines.set(serif, outline);
  for (const page of pdf.getPages()) drawMark(page, outline);
  return pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false });
};

interface Outline {
  readonly path: string;
  readonly widthUnits: number;
}

/** The same for every paper in the same fonts; reading it out of the font costs more than the rest of the mark. */
const outlines = new WeakMap<SerifBytes, Outline>();

const markOutline = (serif: SerifBytes): Outline => {
  const font = fontkit.create(Buffer.from(serif.bold)) as unknown as FontkitFont;
  const run = font.layout(MARK);
  let x = 0;
  const parts = run.glyphs.map((glyph, index) => {
    // SVG counts downwards, fonts upwards.
    const part = glyph.path.scale(1, -1).translate(x, 0).toSVG();
    x += run.positions[index]?.xAdvance ?? 0;
    return part;
  });
  return { path: parts.join(' '), widthUnits: x };
};

interface FontkitPath {
  readonly scale: (x: number, y: number) => FontkitPath;
  readonly translate: (x: number, y: number) => FontkitPath;
  readonly toSVG: () => string;
}

interface FontkitFont {
  readonly layout: (text: string) => {
    readonly glyphs: readonly { readonly path: FontkitPath }[];
    readonly positions: readonly { readonly xAdvance: number }[];
  };
}

const drawMark = (page: PDFPage, { path, widthUnits }: Outline): void => {
  const { width, height } = page.getSize();
  const lengthPt = Math.hypot(width, height) * 0.62;
  const angle = Math.atan2(height, width);
  const x = width / 2 - (Math.cos(angle) * lengthPt) / 2;
  const y = height / 2 - (Math.sin(angle) * lengthPt) / 2;
  page.drawSvgPath(path, {
    x,
    y,
    scale: lengthPt / widthUnits,
    rotate: degrees((angle * 180) / Math.PI),
    color: rgb(0.55, 0.57, 0.62),
    opacity: 0.13,
    borderOpacity: 0,
  });
};
