import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { init, type WrappedPdfiumModule } from '@embedpdf/pdfium';

/** PDFium, compiled to WebAssembly, with views on its memory. The views are made anew on each use, because the memory may grow and move. */
export interface PdfEngine {
  readonly pdfium: WrappedPdfiumModule;
  /** The calls made for every character, without the wrapper's conversions; booleans are 0 and 1. */
  readonly characters: CharacterCalls;
  readonly malloc: (sizeBytes: number) => number;
  readonly free: (pointer: number) => void;
  readonly bytes: () => Uint8Array;
  readonly floats: () => Float32Array;
  readonly doubles: () => Float64Array;
  /** How much memory the engine holds, in bytes; it never shrinks. */
  readonly memoryBytes: () => number;
}

/** PDFium's own functions about one character of an open text page. */
export interface CharacterCalls {
  readonly _FPDFText_GetUnicode: (textPage: number, index: number) => number;
  readonly _FPDFText_IsHyphen: (textPage: number, index: number) => number;
  readonly _FPDFText_IsGenerated: (textPage: number, index: number) => number;
  readonly _FPDFText_GetLooseCharBox: (textPage: number, index: number, rectangle: number) => number;
  readonly _FPDFText_GetCharBox: (textPage: number, index: number, left: number, right: number, bottom: number, top: number) => number;
}

interface MemoryViews {
  readonly HEAPU8: Uint8Array;
  readonly HEAPF32: Float32Array;
  readonly HEAPF64: Float64Array;
}

let engine: Promise<PdfEngine> | undefined;

/** The engine of this thread, started at the first call from the wasm file in node_modules; nothing is fetched. */
export const pdfEngine = (): Promise<PdfEngine> => (engine ??= start());

const start = async (): Promise<PdfEngine> => {
  const file = await readFile(createRequire(import.meta.url).resolve('@embedpdf/pdfium/pdfium.wasm'));
  const wasmBinary = file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength);
  const pdfium = await init({ wasmBinary, print: () => undefined, printErr: () => undefined });
  pdfium.PDFiumExt_Init();
  const views = pdfium.pdfium as unknown as MemoryViews;
  return {
    pdfium,
    characters: pdfium.pdfium as unknown as CharacterCalls,
    malloc: (sizeBytes) => {
      const pointer = pdfium.pdfium.wasmExports.malloc(sizeBytes);
      if (pointer === 0) throw new RangeError(`PDFium has no memory for ${sizeBytes} bytes.`);
      return pointer;
    },
    free: (pointer) => pdfium.pdfium.wasmExports.free(pointer),
    bytes: () => views.HEAPU8,
    floats: () => views.HEAPF32,
    doubles: () => views.HEAPF64,
    memoryBytes: () => views.HEAPU8.byteLength,
  };
};
