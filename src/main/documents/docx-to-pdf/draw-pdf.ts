import { setImmediate } from 'node:timers/promises';
import {
  beginText,
  endText,
  moveText,
  PDFDocument,
  PDFName,
  rgb,
  setFillingColor,
  setFontAndSize,
  showText,
  type PDFFont,
  type PDFImage,
  type PDFPage,
} from '@cantoo/pdf-lib';
import type { BlockModel, DocumentModel, Inline, RunStyle } from './model.ts';
import { paginate, type TextArea } from './paginate.ts';
import { drawnSizePt, FontSet, type MissingGlyph, type SerifBytes } from './serif-fonts.ts';
import { moved, type Shape } from './shapes.ts';
import { heightOf, stack } from './stack.ts';

/** A finished PDF, how many pages it has, and the characters that no glyph exists for. */
export interface DrawnPdf {
  readonly bytes: Uint8Array;
  readonly pageCount: number;
  readonly missing: readonly MissingGlyph[];
}

/** Sets a document on pages and writes it as PDF with embedded fonts. The same model gives the same bytes: it carries no time and no random id. */
export const drawPdf = async (model: DocumentModel, serif: SerifBytes): Promise<DrawnPdf> => {
  const pdf = await PDFDocument.create({ updateMetadata: false });
  pdf.setTitle(model.title, { showInWindowTitleBar: true });
  pdf.setLanguage(model.language);
  pdf.setProducer('Casewright');
  const fonts = new FontSet(pdf, serif);
  const furniture = [model.header.first, model.header.other, model.footer.first, model.footer.other];
  await fonts.prepare([model.blocks, ...furniture].flatMap(stylesOf));

  const { margins } = model;
  const widthPt = model.widthPt - margins.left - margins.right;
  const sideHeight = (blocks: readonly BlockModel[]): number => heightOf(stack(blocks, widthPt, fonts));
  const heights = {
    header: { first: sideHeight(model.header.first), other: sideHeight(model.header.other) },
    footer: { first: sideHeight(model.footer.first), other: sideHeight(model.footer.other) },
  };
  const areaOf = (pageIndex: number): TextArea => {
    const which = pageIndex === 0 ? 'first' : 'other';
    return {
      leftPt: margins.left,
      topPt: Math.max(margins.top, heights.header[which] === 0 ? 0 : margins.header + heights.header[which] + afterOf(model.header[which])),
      bottomPt: model.heightPt - Math.max(margins.bottom, heights.footer[which] === 0 ? 0 : margins.footer + heights.footer[which]),
    };
  };

  const pages = paginate(stack(model.blocks, widthPt, fonts), areaOf);
  const images = new Map<Uint8Array, PDFImage>();
  for (const [index, shapes] of pages.entries()) {
    const which = index === 0 ? 'first' : 'other';
    const numbers = { page: index + 1, pages: pages.length };
    const side = (blocks: readonly BlockModel[], topPt: number): Shape[] => {
      let y = topPt;
      return stack(blocks, widthPt, fonts, numbers).flatMap((strip, at) => {
        y += at === 0 ? 0 : strip.beforePt;
        const placed = strip.shapes.map((shape) => moved(shape, margins.left, y));
        y += strip.heightPt;
        return placed;
      });
    };
    const all = [
      ...side(model.header[which], margins.header),
      ...shapes,
      ...side(model.footer[which], model.heightPt - margins.footer - heights.footer[which]),
    ];
    const page = pdf.addPage([model.widthPt, model.heightPt]);
    for (const shape of all) await drawShape(pdf, page, shape, fonts, images);
    // Lets the desk answer others between the pages of a long report.
    await setImmediate();
  }
  pdf.catalog.set(PDFName.of('PageMode'), PDFName.of('UseNone'));
  return {
    bytes: await pdf.save({ useObjectStreams: false, addDefaultPage: false, updateFieldAppearances: false }),
    pageCount: pages.length,
    missing: fonts.missing(),
  };
};

const drawShape = async (
  pdf: PDFDocument,
  page: PDFPage,
  shape: Shape,
  fonts: FontSet,
  images: Map<Uint8Array, PDFImage>,
): Promise<void> => {
  const heightPt = page.getHeight();
  switch (shape.kind) {
    case 'fill':
      page.drawRectangle({
        x: shape.xPt,
        y: heightPt - shape.topPt - shape.heightPt,
        width: shape.widthPt,
        height: shape.heightPt,
        color: colorOf(shape.color),
      });
      return;
    case 'rule':
      page.drawLine({
        start: { x: shape.x0Pt, y: heightPt - shape.y0Pt },
        end: { x: shape.x1Pt, y: heightPt - shape.y1Pt },
        thickness: shape.rule.widthPt,
        color: colorOf(shape.rule.color),
      });
      return;
    case 'image': {
      const image =
        images.get(shape.bytes) ?? (shape.bytes[0] === 0x89 ? await pdf.embedPng(shape.bytes) : await pdf.embedJpg(shape.bytes));
      images.set(shape.bytes, image);
      page.drawImage(image, { x: shape.xPt, y: heightPt - shape.topPt - shape.heightPt, width: shape.widthPt, height: shape.heightPt });
      return;
    }
    case 'text': {
      if (shape.text === '') return;
      const { style } = shape;
      const size = drawnSizePt(style);
      const y = heightPt - shape.baselinePt;
      const color = colorOf(style.color);
      const font = fonts.font(style);
      page.pushOperators(
        beginText(),
        setFillingColor(color),
        setFontAndSize(keyOf(page, font), size),
        moveText(shape.xPt, y),
        showText(font.encodeText(shape.text)),
        endText(),
      );
      const stroke = (at: number): void =>
        page.drawLine({
          start: { x: shape.xPt, y: at },
          end: { x: shape.xPt + shape.widthPt, y: at },
          thickness: Math.max(0.4, size * 0.05),
          color,
        });
      if (style.underline) stroke(y - size * 0.11);
      if (style.strike) stroke(y + size * 0.26);
    }
  }
};

/** The name of a font on a page, given once: the library's own drawing of text names it anew for each piece. */
const keyOf = (page: PDFPage, font: PDFFont): PDFName => {
  const keys = fontKeys.get(page) ?? new Map<PDFFont, PDFName>();
  fontKeys.set(page, keys);
  const key = keys.get(font) ?? page.node.newFontDictionary(font.name, font.ref);
  keys.set(font, key);
  return key;
};

const fontKeys = new WeakMap<PDFPage, Map<PDFFont, PDFName>>();

const colorOf = (hex: string) => {
  const channel = (at: number): number => Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return /^[0-9a-f]{6}$/i.test(hex) ? rgb(channel(0), channel(2), channel(4)) : rgb(0, 0, 0);
};

const afterOf = (blocks: readonly BlockModel[]): number => {
  const last = blocks.at(-1);
  return last?.kind === 'paragraph' ? last.style.afterPt : 0;
};

const stylesOf = (blocks: readonly BlockModel[]): RunStyle[] =>
  blocks.flatMap((block) =>
    block.kind === 'table'
      ? block.rows.flatMap((row) => row.cells.flatMap((cell) => stylesOf(cell.blocks)))
      : [...(block.marker ? [block.marker.style] : []), ...block.inlines.map((inline: Inline) => inline.style)],
  );
