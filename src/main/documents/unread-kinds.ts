const NAMES: Readonly<Record<string, string>> = {
  'application/rtf': 'A rich text file (RTF): this desk does not read that format yet.',
  'application/msword': 'A Word document of the old kind (.doc): this desk reads .docx. Save it as .docx or PDF to read it here.',
  'application/vnd.ms-excel': 'An Excel workbook of the old kind (.xls): this desk does not read that format yet.',
  'application/vnd.ms-powerpoint': 'A PowerPoint file of the old kind (.ppt): this desk does not read that format yet.',
  'application/vnd.ms-outlook': 'An Outlook message (.msg): this desk does not read that format yet. Save it as .eml to read it here.',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet':
    'An Excel workbook (.xlsx): this desk does not read that format yet. Save it as CSV to read it here.',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation':
    'A PowerPoint file (.pptx): this desk does not read that format yet.',
  'application/vnd.oasis.opendocument.text':
    'An OpenDocument text (.odt): this desk does not read that format yet. Save it as .docx or PDF to read it here.',
  'application/zip': 'An archive (ZIP): this desk does not open archives yet. Unpack it and import the files.',
  'application/x-encrypted-office': 'An Office document that needs a password to open. Ask the sender for it or for an open copy.',
  'application/x-cfb': 'An Office file of an old or unknown kind: this desk does not read that format.',
  'application/octet-stream': 'This is not a text or a kind of document that this desk knows.',
};

/** Why a file of this type can't be read, in plain words, for a file that is kept all the same. */
export const kindWithoutReader = (mediaType: string): string => {
  const known = NAMES[mediaType];
  if (known) return known;
  if (mediaType.startsWith('image/')) return 'An image: this desk does not read text in images yet.';
  if (mediaType.startsWith('audio/')) return 'A sound recording: this desk does not read recordings.';
  if (mediaType.startsWith('video/')) return 'A video: this desk does not read videos.';
  return `A file of the type ${mediaType}: this desk does not read that format.`;
};
