import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
  '.pfb': 'application/octet-stream',
  '.bcmap': 'application/octet-stream',
  '.icc': 'application/octet-stream',
  '.wasm': 'application/wasm',
};

/** Headers that every answer to a window carries, whatever it holds. */
export const COMMON_HEADERS: Readonly<Record<string, string>> = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};

const windowPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self' blob:",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' blob: data:",
    "font-src 'self' blob: data:",
    "connect-src 'self'",
    "frame-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The image decoders of pdf.js are WebAssembly; only its worker may compile them, never the page. */
const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; font-src 'self' data:";

/**
 * Serves the built window from `folder`: paths stay inside it, every page gets its own style nonce, and the policy allows no network but
 * the desk itself, whose documents are of the same origin.
 */
export const createWindowFiles =
  (folder: string) =>
  async (pathname: string): Promise<Response> => {
    const relative = pathname === '/' ? 'index.html' : decodePath(pathname);
    const path = relative === null ? null : normalize(join(folder, relative));
    if (path === null || !path.startsWith(normalize(folder) + sep)) return notFound();
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch {
      return notFound();
    }
    const headers = new Headers(COMMON_HEADERS);
    headers.set('Content-Type', MEDIA_TYPES[extname(path)] ?? 'application/octet-stream');
    if (extname(path) === '.html') {
      const nonce = randomBytes(18).toString('base64');
      headers.set('Content-Security-Policy', windowPolicy(nonce));
      headers.set('Cache-Control', 'no-store');
      return new Response(bytes.toString('utf8').replaceAll('__CSP_NONCE__', nonce), { headers });
    }
    headers.set('Content-Security-Policy', /worker[^/]*\.m?js$/.test(path) ? WORKER_POLICY : "default-src 'none'");
    headers.set('Cache-Control', 'private, max-age=3600');
    return new Response(new Uint8Array(bytes), { headers });
  };

const decodePath = (pathname: string): string | null => {
  try {
    const decoded = decodeURIComponent(pathname.slice(1));
    return decoded.includes('\0') || decoded.includes('\\') ? null : decoded;
  } catch {
    return null;
  }
};

const notFound = (): Response => new Response('Not found', { status: 404, headers: COMMON_HEADERS });
