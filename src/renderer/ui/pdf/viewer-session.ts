import type { EventBus, PDFViewer } from 'pdfjs-dist/web/pdf_viewer.mjs';
import type { OpenPdf } from './open-pdf.ts';
import { partOfBox, unionOfParts, type PageFrame, type PagePart, type UserSpaceBox } from './page-geometry.ts';

/** What a toolbar shows of a viewer. `zoom` is `page-width`, `page-fit` or a number as text; `scale` 1 is 100 %. */
export interface ViewerState {
  readonly pageNo: number;
  readonly pageCount: number;
  readonly scale: number;
  readonly zoom: string;
  readonly rotation: number;
}

/** The parts of pdf.js's page view that we rely on. */
interface PageView {
  readonly div: HTMLDivElement;
  readonly viewport: PageFrame;
  readonly pdfPage: unknown;
  setPdfPage(page: unknown): void;
}

/** A page that is on or near the screen, with the element that our marks are drawn into. */
export interface LivePage {
  readonly pageNo: number;
  readonly frame: PageFrame;
  readonly host: HTMLDivElement;
}

/** A spot on the screen, and where its page's right margin is: lines to it come in there and never cross the words. */
export interface SpotPlace {
  readonly rect: DOMRect;
  readonly marginX: number;
}

/** Listeners of a {@link ViewerSession}. `onMove` fires on everything that may move a spot on the screen. */
export interface ViewerListeners {
  readonly onState: (state: ViewerState) => void;
  readonly onPages: (pages: readonly LivePage[]) => void;
  readonly onMove: () => void;
}

const TEXT_LAYER_ON = 1;
/** PDF pages stop growing here when they fit the width; wider lines are harder to read. */
const WIDEST_PAGE_PX = 880;
/** The strip of desk around a page, on both sides together. */
const AROUND_PX = 56;
const MAX_SCALE = 6;
const MIN_SCALE = 0.2;
/** Jumps leave the spot at this part of the pane's height from its top. */
const SPOT_HEIGHT = 0.32;

/** One mounted pdf.js viewer: virtualised pages with a text layer, zoom, rotation, jumps, and a host element a page for our marks. */
export class ViewerSession {
  readonly #opened: OpenPdf;
  readonly #container: HTMLDivElement;
  readonly #viewer: PDFViewer;
  readonly #bus: EventBus;
  readonly #listeners: ViewerListeners;
  readonly #hosts = new Map<number, HTMLDivElement>();
  readonly #abort = new AbortController();
  #ready = false;
  #fit: 'page-width' | 'page-fit' | null = 'page-width';
  #frame = 0;

  constructor(opened: OpenPdf, container: HTMLDivElement, pages: HTMLDivElement, listeners: ViewerListeners) {
    const { pdfjs, viewer } = opened.engine;
    this.#opened = opened;
    this.#container = container;
    this.#listeners = listeners;
    this.#bus = new viewer.EventBus();
    const links = new viewer.PDFLinkService({ eventBus: this.#bus });
    links.externalLinkEnabled = false;
    this.#viewer = new viewer.PDFViewer({
      container,
      viewer: pages,
      eventBus: this.#bus,
      linkService: links,
      textLayerMode: TEXT_LAYER_ON,
      annotationMode: pdfjs.AnnotationMode.ENABLE,
      annotationEditorMode: pdfjs.AnnotationEditorType.DISABLE,
      removePageBorders: true,
      enableAutoLinking: false,
      enablePermissions: false,
      enableSelectionRendering: false,
      imagesRightClickMinSize: -1,
      imageResourcesPath: '',
    });
    links.setViewer(this.#viewer);
    const on = (name: string, run: () => void): void => this.#bus.on(name, run, { signal: this.#abort.signal });
    on('pagesinit', () => {
      this.#ready = true;
      this.#applyFit();
      this.#changed();
    });
    for (const name of ['scalechanging', 'rotationchanging', 'pagechanging', 'pagerendered', 'updateviewarea', 'pagesloaded'])
      on(name, () => this.#changed());
    container.addEventListener('scroll', () => listeners.onMove(), { signal: this.#abort.signal, passive: true });
    this.#viewer.setDocument(opened.pdf);
    links.setDocument(opened.pdf, null);
  }

  /** Frees everything but the document, which its opener closes. */
  destroy(): void {
    this.#abort.abort();
    cancelAnimationFrame(this.#frame);
    this.#viewer.setDocument(null);
    this.#hosts.clear();
  }

  get state(): ViewerState {
    return {
      pageNo: this.#viewer.currentPageNumber,
      pageCount: this.#opened.pdf.numPages,
      scale: this.#viewer.currentScale,
      zoom: this.#fit ?? String(this.#viewer.currentScale),
      rotation: this.#viewer.pagesRotation,
    };
  }

  /** Shows a page from its top. */
  goToPage(pageNo: number): void {
    if (!this.#ready || !Number.isInteger(pageNo)) return;
    this.#viewer.currentPageNumber = Math.min(this.#opened.pdf.numPages, Math.max(1, pageNo));
  }

  /** `page-width`, `page-fit` or a scale such as `1.25`; kept within 20 % and 600 %. */
  setZoom(zoom: string): void {
    this.#fit = zoom === 'page-width' || zoom === 'page-fit' ? zoom : null;
    if (this.#fit) this.#applyFit();
    else if (Number.isFinite(Number(zoom))) this.#viewer.currentScaleValue = String(Math.min(MAX_SCALE, Math.max(MIN_SCALE, Number(zoom))));
  }

  /** One step larger or smaller. */
  zoomBy(direction: 1 | -1): void {
    this.#fit = null;
    if (direction > 0) this.#viewer.increaseScale();
    else this.#viewer.decreaseScale();
  }

  /** Turns all pages a quarter to the right. */
  rotate(): void {
    this.#viewer.pagesRotation = (this.#viewer.pagesRotation + 90) % 360;
    this.#applyFit();
  }

  /** Fits the pages to the pane again after it changed its size. */
  resized(): void {
    if (!this.#ready || this.#container.clientWidth === 0) return;
    this.#applyFit();
    this.#viewer.update();
  }

  /** Brings a spot into view, a third down the pane; leaves the scroll alone if it stands there well already. */
  async showSpot(pageNo: number, boxes: readonly UserSpaceBox[]): Promise<void> {
    if (!this.#ready) await this.#viewer.firstPagePromise;
    const page = await this.#loadedPage(pageNo);
    if (!page || this.#abort.signal.aborted) return;
    const part = unionOfParts(boxes.map((box) => partOfBox(page.viewport, box)));
    if (!part) {
      this.goToPage(pageNo);
      return;
    }
    const view = this.#container.getBoundingClientRect();
    const paper = page.div.getBoundingClientRect();
    const top = paper.top + part.top * paper.height;
    const bottom = top + part.height * paper.height;
    const left = paper.left + part.left * paper.width;
    const right = left + part.width * paper.width;
    const margin = 48;
    if (top < view.top + margin || bottom > view.bottom - margin)
      this.#container.scrollTop += top - view.top - this.#container.clientHeight * SPOT_HEIGHT;
    if (left < view.left + 8 || right > view.right - 8) this.#container.scrollLeft += (left + right) / 2 - (view.left + view.right) / 2;
    this.#viewer.update();
    this.#changed();
  }

  /** Where a spot is on the screen now, also when it lies outside the pane, and its page's right margin; undefined before the page is known. */
  spotRect(pageNo: number, boxes: readonly UserSpaceBox[]): SpotPlace | undefined {
    const page = this.#pageView(pageNo);
    if (!page) return undefined;
    const paper = page.div.getBoundingClientRect();
    const part: PagePart = unionOfParts(boxes.map((box) => partOfBox(page.viewport, box))) ?? { left: 0, top: 0, width: 1, height: 0 };
    const rect = new DOMRect(
      paper.left + part.left * paper.width,
      paper.top + part.top * paper.height,
      part.width * paper.width,
      part.height * paper.height,
    );
    return { rect, marginX: paper.right - paper.width * 0.02 };
  }

  /** The page's conversion and place on the screen, for turning a selection into boxes. */
  pageAt(
    element: Element,
  ): { readonly pageNo: number; readonly frame: PageFrame; readonly paper: DOMRect; readonly div: HTMLElement } | undefined {
    const div = element.closest<HTMLElement>('.page[data-page-number]');
    const pageNo = Number(div?.dataset['pageNumber']);
    const page = Number.isInteger(pageNo) ? this.#pageView(pageNo) : undefined;
    return page && div ? { pageNo, frame: page.viewport, paper: div.getBoundingClientRect(), div } : undefined;
  }

  /** Sets the scale that fits the page on screen, if fitting is on. pdf.js's own fit knows nothing of our margin or of the widest page. */
  #applyFit(): void {
    const page = this.#pageView(this.#viewer.currentPageNumber);
    if (!this.#fit || !page) return;
    const width = page.viewport.width / this.#viewer.currentScale;
    const height = page.viewport.height / this.#viewer.currentScale;
    const byWidth = Math.min(WIDEST_PAGE_PX, this.#container.clientWidth - AROUND_PX) / width;
    const scale = this.#fit === 'page-fit' ? Math.min(byWidth, (this.#container.clientHeight - AROUND_PX) / height) : byWidth;
    const rounded = Math.max(MIN_SCALE, Math.min(MAX_SCALE, scale));
    if (Math.abs(rounded - this.#viewer.currentScale) > 0.001) this.#viewer.currentScaleValue = String(rounded);
  }

  #pageView(pageNo: number): PageView | undefined {
    return this.#viewer.getPageView(pageNo - 1) as PageView | undefined;
  }

  async #loadedPage(pageNo: number): Promise<PageView | undefined> {
    const view = this.#pageView(pageNo);
    if (view && !view.pdfPage) {
      const page = await this.#opened.pdf.getPage(pageNo);
      if (!view.pdfPage && !this.#abort.signal.aborted) view.setPdfPage(page);
    }
    return view;
  }

  #changed(): void {
    this.#listeners.onMove();
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      if (this.#abort.signal.aborted || !this.#ready) return;
      this.#listeners.onState(this.state);
      this.#listeners.onPages(this.#livePages());
      this.#listeners.onMove();
    });
  }

  #livePages(): LivePage[] {
    const { ids } = this.#viewer._getVisiblePages() as { ids: ReadonlySet<number> };
    const near = new Set([...ids].flatMap((pageNo) => [pageNo - 1, pageNo, pageNo + 1]));
    const live: LivePage[] = [];
    for (const pageNo of [...near].sort((a, b) => a - b)) {
      const view = this.#pageView(pageNo);
      if (!view) continue;
      const host = this.#hosts.get(pageNo) ?? document.createElement('div');
      this.#hosts.set(pageNo, host);
      host.className = 'pageMarks';
      // pdf.js clears a page's element when it draws it anew; our host goes back in, and React's tree inside it stays.
      if (host.parentElement !== view.div) view.div.append(host);
      live.push({ pageNo, frame: view.viewport, host });
    }
    for (const [pageNo, host] of this.#hosts) {
      if (near.has(pageNo)) continue;
      host.remove();
      this.#hosts.delete(pageNo);
    }
    return live;
  }
}
