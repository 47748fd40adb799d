/** How much a foreign file may take before its reading is given up. Times are of the worker's own work, waiting not counted. */
export interface ReaderLimits {
  readonly fileBytes: number;
  readonly pages: number;
  /** For recognising the file and finding its pages. */
  readonly openMs: number;
  readonly pageMs: number;
  readonly documentMs: number;
  /** Of the worker's JavaScript. */
  readonly heapMb: number;
  /** Of PDFium's own memory. */
  readonly engineBytes: number;
}

export const READER_LIMITS: ReaderLimits = {
  fileBytes: 512 * 1024 * 1024,
  pages: 20_000,
  openMs: 60_000,
  pageMs: 30_000,
  documentMs: 30 * 60_000,
  heapMb: 1_024,
  engineBytes: 1_536 * 1024 * 1024,
};
