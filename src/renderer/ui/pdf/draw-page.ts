import type { PDFPageProxy } from 'pdfjs-dist';

/** Draws a page, or the part of it that `crop` names (parts of its size, 0 to 1), onto a canvas `widthPx` wide on the screen. Resolves false when stopped. */
export const drawPage = async (
  page: PDFPageProxy,
  canvas: HTMLCanvasElement,
  widthPx: number,
  signal: AbortSignal,
  crop: { readonly left: number; readonly top: number; readonly width: number; readonly height: number } = {
    left: 0,
    top: 0,
    width: 1,
    height: 1,
  },
): Promise<boolean> => {
  const unscaled = page.getViewport({ scale: 1 });
  const pixels = Math.min(2, window.devicePixelRatio || 1);
  const scale = (widthPx * pixels) / (unscaled.width * crop.width);
  const viewport = page.getViewport({ scale, offsetX: -crop.left * unscaled.width * scale, offsetY: -crop.top * unscaled.height * scale });
  canvas.width = Math.max(1, Math.round(widthPx * pixels));
  canvas.height = Math.max(1, Math.round(crop.height * unscaled.height * scale));
  const task = page.render({ canvas, viewport });
  const stop = (): void => task.cancel();
  signal.addEventListener('abort', stop, { once: true });
  try {
    await task.promise;
    return true;
  } catch (problem) {
    if (signal.aborted) return false;
    throw problem;
  } finally {
    signal.removeEventListener('abort', stop);
  }
};
