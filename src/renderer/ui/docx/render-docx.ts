import type { HElement } from 'docx-preview';

/** A rendered Word document: its pages, and the rules that give them their look. */
export interface RenderedDocx {
  readonly pages: readonly Node[];
  readonly css: string;
}

/**
 * Lays out the bytes of a DOCX as elements. Nothing of it needs inline style attributes or style elements, which the window's policy
 * forbids: rules are collected as text for a constructed style sheet, and single styles are set through the object model.
 */
export const renderDocx = async (bytes: ArrayBuffer): Promise<RenderedDocx> => {
  const { parseAsync, renderDocument } = await import('docx-preview');
  const css: string[] = [];
  const options = {
    inWrapper: false,
    ignoreFonts: true,
    breakPages: true,
    renderAltChunks: false,
    renderComments: false,
    renderChanges: false,
    h: (element: HElement | Node | string): Node => build(element, css),
  };
  const parsed: unknown = await parseAsync(bytes, options);
  const nodes = await renderDocument(parsed, options);
  return { pages: nodes.filter((node) => node instanceof HTMLElement), css: withOwnFonts(css.join('\n')) };
};

/** Lets the first tab of each hanging paragraph reach the paragraph's edge, as Word has it. The pages have to stand in the window. */
export const setHangingTabs = (root: ParentNode): void => {
  for (const paragraph of root.querySelectorAll<HTMLElement>('p')) {
    if (!(Number.parseFloat(getComputedStyle(paragraph).textIndent) < 0)) continue;
    const tab = [...paragraph.querySelectorAll<HTMLElement>('span')].find(
      (span) => span.childElementCount === 0 && span.textContent === EM_SPACE,
    );
    const gapPx = tab ? paragraph.getBoundingClientRect().left - tab.getBoundingClientRect().left : 0;
    if (!tab || gapPx <= 0) continue;
    tab.style.display = 'inline-block';
    tab.style.width = `${gapPx}px`;
    tab.style.textIndent = '0';
  }
};

/** What docx-preview puts in place of a tab. */
const EM_SPACE = '\u2003';

const build = (element: HElement | Node | string, css: string[]): Node => {
  if (typeof element === 'string') return document.createTextNode(element);
  if (element instanceof Node) return element;
  const { ns, tagName, className, style, children, ...props } = element as HElement & { ns?: string };
  if (tagName === '#comment') return document.createComment('');
  if (tagName === 'style') {
    css.push((children ?? []).filter((child) => typeof child === 'string').join('\n'));
    return document.createComment('style');
  }
  const made = tagName === '#fragment' ? document.createDocumentFragment() : create(ns, tagName);
  if (!(made instanceof DocumentFragment)) {
    if (className) made.setAttribute('class', className);
    if (style && 'style' in made) applyStyle((made as HTMLElement).style, style);
    for (const [key, value] of Object.entries(props)) {
      // A link of a preview leads nowhere; its address stays readable as a title.
      if (key === 'href') made.setAttribute('title', String(value));
      else if (value !== undefined) Reflect.set(made, key, value);
    }
  }
  for (const child of children ?? []) made.appendChild(build(child, css));
  return made;
};

const HTML = 'http://www.w3.org/1999/xhtml';
const REFUSED = new Set(['iframe', 'script', 'object', 'embed', 'link']);

const create = (ns: string | undefined, tagName: string): HTMLElement | SVGElement | MathMLElement =>
  document.createElementNS(ns ?? HTML, REFUSED.has(tagName.toLowerCase()) ? 'span' : tagName) as HTMLElement | SVGElement | MathMLElement;

const applyStyle = (target: CSSStyleDeclaration, style: Record<string, string> | string): void => {
  if (typeof style === 'string') {
    target.cssText = withOwnFonts(style);
    return;
  }
  for (const [name, value] of Object.entries(style)) {
    if (value === undefined || value === null) continue;
    if (name in target) Reflect.set(target, name, withOwnFonts(value));
    else target.setProperty(name, withOwnFonts(value));
  }
};

/** The desk prints with Tinos, which has the widths of Times New Roman; the preview shows the same letters on every machine. */
const withOwnFonts = (css: string): string => css.replaceAll(/["']?(?:Times New Roman|Liberation Serif)["']?/g, "'Tinos'");
