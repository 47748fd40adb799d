import { useLayoutEffect, useState, type RefObject } from 'react';

/** Where the line on which a sentence starts stands, in pixels from the paper's upper edge. */
export type LinePlaces = ReadonlyMap<string, number>;

/** Measures where each `[data-sentence]` inside the sheet starts, and again whenever the sheet changes its size, its words or its fonts. */
export const useLinePlaces = (sheet: RefObject<HTMLElement | null>): LinePlaces => {
  const [places, setPlaces] = useState<LinePlaces>(new Map());
  useLayoutEffect(() => {
    const element = sheet.current;
    if (!element) return undefined;
    let frame = 0;
    const measure = (): void => {
      const next = placesIn(element);
      setPlaces((now) => (isSame(now, next) ? now : next));
    };
    const soon = (): void => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(measure);
    };
    measure();
    const body = element.querySelector('[data-letter-body]') ?? element;
    const size = new ResizeObserver(soon);
    size.observe(body);
    const words = new MutationObserver(soon);
    words.observe(body, { childList: true, characterData: true, subtree: true });
    void document.fonts.ready.then(soon);
    return () => {
      cancelAnimationFrame(frame);
      size.disconnect();
      words.disconnect();
    };
  }, [sheet]);
  return places;
};

const placesIn = (sheet: HTMLElement): Map<string, number> => {
  const top = sheet.getBoundingClientRect().top;
  const places = new Map<string, number>();
  for (const sentence of sheet.querySelectorAll<HTMLElement>('[data-sentence]')) {
    const rects = [...sentence.getClientRects()];
    const line = rects.find((rect) => rect.width > 1) ?? rects[0];
    const id = sentence.dataset['sentence'];
    if (line && id) places.set(id, Math.round(line.top + line.height / 2 - top));
  }
  return places;
};

const isSame = (a: LinePlaces, b: LinePlaces): boolean => a.size === b.size && [...a].every(([id, top]) => b.get(id) === top);

const SAME_LINE_PX = 9;

/** Groups what stands on the same line, in order. */
export const byLine = <Item>(
  items: readonly Item[],
  topOf: (item: Item) => number | undefined,
): { readonly top: number; readonly items: readonly Item[] }[] => {
  const lines: { top: number; items: Item[] }[] = [];
  for (const item of items) {
    const top = topOf(item);
    if (top === undefined) continue;
    const line = lines.find((one) => Math.abs(one.top - top) < SAME_LINE_PX);
    if (line) line.items.push(item);
    else lines.push({ top, items: [item] });
  }
  return lines;
};
