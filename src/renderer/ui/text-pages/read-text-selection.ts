import type { PageSelection } from '../pdf/page-mark.ts';

/** What is selected on a text page, with its offsets in the page's text; cut at the page's end when it goes further. */
export const readTextSelection = (scroller: HTMLElement): PageSelection | undefined => {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const range = selection.getRangeAt(0);
  const from = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement;
  const page = scroller.contains(from) ? from?.closest<HTMLElement>('[data-text-page]') : null;
  if (!page) return undefined;
  const within = range.cloneRange();
  const cutAtPage = !page.contains(range.endContainer);
  if (cutAtPage) within.setEnd(page, page.childNodes.length);
  const before = document.createRange();
  before.setStart(page, 0);
  before.setEnd(within.startContainer, within.startOffset);
  const picked = textOf(within);
  const lead = picked.length - picked.trimStart().length;
  const quote = picked.trim();
  const rects = [...within.getClientRects()];
  const first = rects[0];
  const last = rects.at(-1);
  if (quote === '' || !first || !last) return undefined;
  const start = textOf(before).length + lead;
  return {
    pageNo: Number(page.dataset['textPage']),
    quote,
    boxes: [],
    offsets: { start, end: start + quote.length },
    screen: { left: last.left, top: first.top, right: last.right, bottom: last.bottom },
    cutAtPage,
  };
};

/** The page's own characters of a range, without the flags that stand between them. */
const textOf = (range: Range): string => {
  const holder = document.createElement('div');
  holder.append(range.cloneContents());
  for (const flags of holder.querySelectorAll('[data-no-text]')) flags.remove();
  return holder.textContent ?? '';
};
