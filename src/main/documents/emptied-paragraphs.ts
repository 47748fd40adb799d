import { xml, type XmlGeneralNode } from 'easy-template-x';
import { attribute, descendants, elements, parsePart, serializePart, textOf } from './docx-xml.ts';

const TAGGED = 'casewright-tagged';

/** The parts with each one that holds words (body, headers, footers) changed by `change`. */
export const mapTextParts = (parts: ReadonlyMap<string, Uint8Array>, change: (root: XmlGeneralNode) => void): Map<string, Uint8Array> =>
  new Map(
    [...parts].map(([name, bytes]) => {
      if (!/^word\/(?:document|header\d*|footer\d*)\.xml$/.test(name)) return [name, bytes];
      const root = parsePart(bytes);
      change(root);
      return [name, serializePart(root)];
    }),
  );

/** Remembers in a template which paragraphs have tags, so that those left without words can go after the filling. */
export const markTagged = (root: XmlGeneralNode): void => {
  for (const paragraph of descendants(root, 'w:p')) {
    if (textOf(paragraph).includes('{')) paragraph.attributes = { ...paragraph.attributes, [TAGGED]: '1' };
  }
};

/** Removes paragraphs that only held a condition which does not hold; empty lines that the author typed stay. */
export const dropEmptied = (root: XmlGeneralNode): void => {
  for (const paragraph of descendants(root, 'w:p')) {
    if (attribute(paragraph, TAGGED) === undefined) continue;
    delete paragraph.attributes?.[TAGGED];
    const parent = paragraph.parentNode;
    const isOnly = parent !== undefined && elements(parent, 'w:p').length === 1;
    const isEmpty =
      textOf(paragraph).trim() === '' &&
      descendants(paragraph, 'w:drawing').length === 0 &&
      descendants(paragraph, 'w:sectPr').length === 0;
    if (isEmpty && !isOnly) xml.modify.remove(paragraph);
  }
};
