import { boxOfPixels, joinLines } from './page-geometry.ts';
import type { PageSelection } from './page-mark.ts';
import type { ViewerSession } from './viewer-session.ts';

/** What is selected in the viewer, as words with boxes in user space; undefined when nothing is. A selection over several pages is cut at the first one's end. */
export const readSelection = (session: ViewerSession, container: HTMLElement): PageSelection | undefined => {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  if (!container.contains(range.startContainer)) return undefined;
  const element = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const page = element ? session.pageAt(element) : undefined;
  const text = page?.div.querySelector('.textLayer');
  if (!page || !text) return undefined;
  const within = range.cloneRange();
  const cutAtPage = !text.contains(range.endContainer);
  if (cutAtPage) within.setEnd(text, text.childNodes.length);
  const quote = cutAtPage ? textOf(within) : selection.toString();
  const lines = joinLines([...within.getClientRects()].filter((rect) => rect.width < page.paper.width));
  const last = lines.at(-1);
  if (quote.trim() === '' || !last) return undefined;
  const { left, top, width } = page.paper;
  // The frame's pixels are the page's own; the element may be a fraction of a pixel off after rounding.
  const scale = page.frame.width / width;
  const boxes = lines.map((line) =>
    boxOfPixels(page.frame, (line.left - left) * scale, (line.top - top) * scale, (line.right - left) * scale, (line.bottom - top) * scale),
  );
  return {
    pageNo: page.pageNo,
    quote: quote.trim(),
    boxes,
    screen: { left: last.left, top: lines[0]?.top ?? last.top, right: last.right, bottom: last.bottom },
    cutAtPage,
  };
};

/** The words of a range, with a line break where the text layer has one. */
const textOf = (range: Range): string => {
  const holder = document.createElement('div');
  holder.append(range.cloneContents());
  for (const br of holder.querySelectorAll('br')) br.replaceWith('\n');
  return holder.textContent ?? '';
};
