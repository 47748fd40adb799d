import { xml, type XmlGeneralNode } from 'easy-template-x';
import { diffWords } from '../../core/responses/word-diff.ts';
import { attribute, childVal, copyOf, element, elementAt, elements, textOf } from './docx-xml.ts';

/** A character of a paragraph with the properties of the run it stood in. */
interface StyledChar {
  readonly char: string;
  readonly properties: XmlGeneralNode | undefined;
}

/**
 * Gives a paragraph other words and keeps its look: words that stay keep their bold or italic, new ones take the look of the
 * word before them. A paragraph that already says `text` is left as Word wrote it.
 */
export const rewriteParagraph = (paragraph: XmlGeneralNode, text: string): void => {
  const before = textOf(paragraph);
  if (before === text) return;
  const old = styledChars(paragraph);
  const first = old[0]?.properties ?? markProperties(paragraph);

  const next: StyledChar[] = [];
  let at = 0;
  for (const part of diffWords(old.map((one) => one.char).join(''), text)) {
    if (part.change === 'added') {
      const properties = next.at(-1)?.properties ?? first;
      for (const char of part.text) next.push({ char, properties });
      continue;
    }
    const taken = old.slice(at, at + part.text.length);
    at += part.text.length;
    if (part.change === 'same') next.push(...taken);
  }

  const kept = elements(paragraph).filter((child) => child.nodeName === 'w:pPr' || holdsNoWords(child));
  while (paragraph.childNodes?.length) xml.modify.removeChild(paragraph, 0);
  for (const child of [...kept, ...runsOf(next)]) xml.modify.appendChild(paragraph, child);
};

/** A run with the words `text`, line breaks and tabs as Word writes them. */
const runOf = (text: string, properties: XmlGeneralNode | undefined): XmlGeneralNode => {
  const run = element('w:r', {}, properties ? [copyOf(properties)] : []);
  for (const piece of text.split(/([\t\n])/)) {
    if (piece === '\t') xml.modify.appendChild(run, element('w:tab'));
    else if (piece === '\n') xml.modify.appendChild(run, element('w:br'));
    else if (piece !== '') xml.modify.appendChild(run, element('w:t', { 'xml:space': 'preserve' }, [xml.create.textNode(piece)]));
  }
  return run;
};

const styledChars = (paragraph: XmlGeneralNode): StyledChar[] => {
  const chars: StyledChar[] = [];
  const walk = (node: XmlGeneralNode): void => {
    for (const child of elements(node)) {
      if (child.nodeName === 'w:r') {
        const properties = elementAt(child, 'w:rPr');
        // By UTF-16 unit, as the difference counts.
        for (const char of textOf(child).split('')) chars.push({ char, properties });
      } else if (child.nodeName !== 'w:pPr' && child.nodeName !== 'w:del') {
        walk(child);
      }
    }
  };
  walk(paragraph);
  return chars;
};

const runsOf = (chars: readonly StyledChar[]): XmlGeneralNode[] => {
  const runs: XmlGeneralNode[] = [];
  for (let start = 0; start < chars.length;) {
    const properties = chars[start]?.properties;
    let end = start;
    while (end < chars.length && chars[end]?.properties === properties) end += 1;
    runs.push(
      runOf(
        chars
          .slice(start, end)
          .map((one) => one.char)
          .join(''),
        properties,
      ),
    );
    start = end;
  }
  return runs;
};

const markProperties = (paragraph: XmlGeneralNode): XmlGeneralNode | undefined => elementAt(paragraph, 'w:pPr', 'w:rPr');

const holdsNoWords = (node: XmlGeneralNode): boolean =>
  node.nodeName === 'w:r' && textOf(node) === '' && elements(node).some((child) => child.nodeName === 'w:drawing' || isPageBreak(child));

const isPageBreak = (node: XmlGeneralNode): boolean => node.nodeName === 'w:br' && attribute(node, 'w:type') === 'page';

/** A paragraph of `style` with plain words. */
export const newParagraph = (style: string, text: string): XmlGeneralNode =>
  element('w:p', {}, [
    ...(style === 'Normal' ? [] : [element('w:pPr', {}, [element('w:pStyle', { 'w:val': style })])]),
    runOf(text, undefined),
  ]);

/** The style a paragraph names. */
export const styleOf = (paragraph: XmlGeneralNode): string => childVal(elementAt(paragraph, 'w:pPr'), 'w:pStyle') ?? 'Normal';
