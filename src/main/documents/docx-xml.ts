import { xml, XmlNodeType, type XmlGeneralNode, type XmlNode } from 'easy-template-x';

/** Parses one part of an Office document. Throws on XML that is not well formed. */
export const parsePart = (bytes: Uint8Array): XmlGeneralNode => {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw new Error('a document type declaration is not allowed in an Office document');
  assertWellFormed(text);
  return asElement(xml.parser.parse(text));
};

/** The parser mends what is not well formed, silently or on the console; a document that needs mending is refused instead. */
const assertWellFormed = (text: string): void => {
  const open: string[] = [];
  let end = 0;
  for (const tag of text.matchAll(
    /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[[\s\S]*?\]\]>|<(\/?)([\w:.-]+)(?:[^<>"']|"[^"<]*"|'[^'<]*')*?(\/?)>/g,
  )) {
    if (text.slice(end, tag.index).includes('<')) break;
    end = tag.index + tag[0].length;
    const name = tag[2];
    if (name === undefined) continue;
    if (tag[1] === '') {
      if (tag[3] === '') open.push(name);
    } else if (open.pop() !== name) {
      throw new Error(`its XML closes ${name} where nothing of that name is open`);
    }
  }
  if (text.slice(end).includes('<') || open.length > 0)
    throw new Error(`its XML is not complete${open.length > 0 ? `: ${open.at(-1)} is not closed` : ''}`);
};

/** Writes a part back as UTF-8. */
export const serializePart = (root: XmlGeneralNode): Uint8Array => new TextEncoder().encode(xml.parser.serializeFile(root));

/** The elements right below a node, in order; with `name`, only those of that name. */
export const elements = (node: XmlNode | undefined, name?: string): XmlGeneralNode[] =>
  (node?.childNodes ?? []).filter(
    (child): child is XmlGeneralNode => child.nodeType === XmlNodeType.General && (name === undefined || child.nodeName === name),
  );

/** The first element at the end of a path of names, if there is one. */
export const elementAt = (node: XmlNode | undefined, ...path: readonly string[]): XmlGeneralNode | undefined => {
  let at: XmlGeneralNode | undefined = node as XmlGeneralNode | undefined;
  for (const name of path) at = elements(at, name)[0];
  return at;
};

/** An attribute's value, if set. */
export const attribute = (node: XmlNode | undefined, name: string): string | undefined =>
  (node as XmlGeneralNode | undefined)?.attributes?.[name];

/** The `w:val` of a child element; `''` when the child is there without one. */
export const childVal = (node: XmlNode | undefined, name: string): string | undefined => {
  const child = elementAt(node, name);
  return child ? (attribute(child, 'w:val') ?? '') : undefined;
};

/** All elements of a name below a node, at any depth, in document order. */
export const descendants = (node: XmlNode, name: string): XmlGeneralNode[] =>
  elements(node).flatMap((child) => (child.nodeName === name ? [child, ...descendants(child, name)] : descendants(child, name)));

/** The words of a node: text as it stands, `\t` for a tab, `\n` for a line break. */
export const textOf = (node: XmlNode): string => {
  switch (node.nodeName) {
    case 'w:t':
      return (node.childNodes ?? []).map((child) => (child.nodeType === XmlNodeType.Text ? child.textContent : '')).join('');
    case 'w:tab':
      return '\t';
    case 'w:br':
      return ['page', 'column'].includes(attribute(node, 'w:type') ?? '') ? '' : '\n';
    case 'w:cr':
      return '\n';
    case 'w:noBreakHyphen':
      return '\u2011';
    case 'w:pPr':
    case 'w:rPr':
    case 'w:instrText':
    case 'w:del':
      return '';
    default:
      return elements(node).map(textOf).join('');
  }
};

/** A new element with attributes and children. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string>> = {},
  children: readonly XmlNode[] = [],
): XmlGeneralNode => {
  const node = xml.create.generalNode(name, { attributes: { ...attributes } });
  for (const child of children) xml.modify.appendChild(node, child);
  return node;
};

/** A deep copy of an element. */
export const copyOf = (node: XmlGeneralNode): XmlGeneralNode => xml.create.cloneNode(node, true);

const asElement = (node: XmlNode): XmlGeneralNode => {
  if (node.nodeType !== XmlNodeType.General) throw new Error('the part has no root element');
  return node;
};
