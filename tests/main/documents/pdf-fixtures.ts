import { degrees, PDFDocument, StandardFonts } from '@cantoo/pdf-lib';

/** A PDF with `pages` pages, each with the lines that `linesOf` answers, in 11 pt Helvetica from (72, 720) downwards, 16 pt a line. */
export const pdfOf = async (pages: number, linesOf: (pageNo: number) => readonly string[]): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  for (let pageNo = 1; pageNo <= pages; pageNo += 1) {
    const page = pdf.addPage([612, 792]);
    for (const [line, text] of linesOf(pageNo).entries()) page.drawText(text, { x: 72, y: 720 - line * 16, size: 11, font });
  }
  return pdf.save();
};

/** One page whose visible part starts away from the origin and which is shown turned. */
export const croppedPdf = async (rotation: 0 | 90 | 180 | 270): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([700, 900]);
  page.setMediaBox(-50, -40, 700, 900);
  page.setCropBox(20, 30, 500, 600);
  page.setRotation(degrees(rotation));
  page.drawText('Specimen order no. 25-5550', { x: 100, y: 400, size: 12, font });
  page.drawText('second line', { x: 100, y: 380, size: 12, font });
  return pdf.save();
};

/** A fillable form with one field filled in. */
export const filledForm = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  const page = pdf.addPage([612, 792]);
  page.drawText('Docket number:', { x: 72, y: 700, size: 11, font });
  const field = pdf.getForm().createTextField('docket');
  field.setText('25-mj-5550');
  field.addToPage(page, { x: 180, y: 690, width: 200, height: 24 });
  return pdf.save();
};

/** A PDF that opens only with a password. */
export const encryptedPdf = async (): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  pdf.addPage([612, 792]);
  pdf.encrypt({ userPassword: 'a specimen password', ownerPassword: 'another specimen' });
  return pdf.save({ useObjectStreams: false });
};

/** A small file whose second page unpacks to a drawing of millions of letters: no reader gets through it in reasonable time. */
export const exhaustingPdf = async (shows: number): Promise<Uint8Array> => {
  const pdf = await PDFDocument.create();
  const font = await pdf.embedFont(StandardFonts.Helvetica);
  pdf.addPage([612, 792]).drawText('The first page is harmless', { x: 72, y: 720, size: 11, font });
  const page = pdf.addPage([612, 792]);
  page.drawText('x', { x: 72, y: 720, size: 11, font });
  const fontName = page.node.normalizedEntries().Font.keys()[0]?.asString() ?? '/F1';
  const show = '1 0 0 1 72 700 Tm (specimen) Tj ';
  const content = pdf.context.flateStream(`BT ${fontName} 9 Tf ${show.repeat(shows)} ET`);
  page.node.addContentStream(pdf.context.register(content));
  return pdf.save();
};
