import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import type { ImportOutcome } from '../../contract/documents.ts';
import { BlobError } from '../../core/evidence/blob-error.ts';
import { caseIdSchema, documentIdSchema, type CaseId, type DocumentId } from '../../core/ids.ts';
import { isAllowed, type Permission } from '../../core/policy/permissions.ts';
import type { Verification } from '../../core/packets/packet.ts';
import type { CallContext } from '../services/context.ts';
import { COMMON_HEADERS } from './window-files.ts';

/** Bytes that a window may fetch: how many, which part, and what a saved copy is called. */
export interface ByteSource {
  readonly name: string;
  readonly sizeBytes: number;
  /** The bytes `[start, end)`. */
  readonly stream: (start: number, end: number) => AsyncIterable<Uint8Array>;
}

/** What the data routes need: each opens one kind of bytes, or takes some in. */
export interface DataRoutesOptions {
  readonly current: () => CallContext | null;
  readonly openDocument: (context: CallContext, documentId: DocumentId) => Promise<ByteSource | null>;
  /** `name` is the last part of the path, such as `<id>.docx`; `kind` is `response`, `packet` or `root`. */
  readonly openArtifact: (context: CallContext, kind: string, name: string) => Promise<ByteSource | null>;
  readonly importStream: (
    context: CallContext,
    file: { name: string; stream: ReadableStream<Uint8Array>; caseId?: CaseId },
  ) => Promise<ImportOutcome>;
  readonly checkPacket: (context: CallContext, file: { name: string; stream: ReadableStream<Uint8Array> }) => Promise<Verification>;
  readonly reportIncident: (call: string, error: unknown) => string;
}

/**
 * The routes for bytes, the same on loopback and under Electron's data scheme: documents and artifacts out (ranges allowed, never
 * rendered by the browser), files to import and packets to check in.
 */
export const createDataRoutes =
  (options: DataRoutesOptions) =>
  async (request: Request): Promise<Response | null> => {
    const url = new URL(request.url);
    const [area, first, second, ...rest] = pathParts(url.pathname);
    if (area === undefined || rest.length > 0) return null;
    const route = findRoute(options, request, url, area, first ?? '', second ?? '');
    if (route === null) return null;
    const context = options.current();
    if (context === null) return problem(401, 'The desk is locked.');
    if (!isAllowed(context.actor.roles, route.permission)) return problem(403, 'Your role does not include this.');
    try {
      return await route.run(context);
    } catch (error) {
      if (options.current() !== context)
        return problem(401, 'The desk was locked meanwhile. Nothing of this step was kept; sign in and try again.');
      if (request.signal.aborted) return problem(499, 'The window left before the answer.');
      if (error instanceof BlobError) return problem(error.kind === 'disk-full' ? 507 : 500, error.message);
      const incident = options.reportIncident(`${request.method} /${area}`, error);
      return problem(500, `Something went wrong inside the program (incident ${incident}). What was saved before is untouched.`);
    }
  };

interface DataRoute {
  readonly permission: Permission;
  readonly run: (context: CallContext) => Promise<Response>;
}

const findRoute = (
  options: DataRoutesOptions,
  request: Request,
  url: URL,
  area: string,
  first: string,
  second: string,
): DataRoute | null => {
  const name = url.searchParams.get('name')?.slice(0, 1_000) ?? 'unnamed';
  if (request.method === 'GET' && area === 'documents' && second === '') {
    const id = documentIdSchema.safeParse(first);
    return {
      permission: 'case.read',
      run: async (context) => serve(request, id.success ? await options.openDocument(context, id.data) : null),
    };
  }
  if (request.method === 'GET' && area === 'artifacts') {
    return { permission: 'case.read', run: async (context) => serve(request, await options.openArtifact(context, first, second)) };
  }
  if (request.method !== 'PUT' || area !== 'api' || second !== '') return null;
  const stream = request.body ?? new Blob([]).stream();
  if (first === 'upload') {
    const caseId = caseIdSchema.safeParse(url.searchParams.get('caseId'));
    return {
      permission: 'document.import',
      run: async (context) =>
        json(await options.importStream(context, { name, stream, ...(caseId.success ? { caseId: caseId.data } : {}) })),
    };
  }
  if (first === 'check-packet') {
    return { permission: 'case.read', run: async (context) => json(await options.checkPacket(context, { name, stream })) };
  }
  return null;
};

const serve = (request: Request, source: ByteSource | null): Response => {
  if (source === null) return problem(404, 'There is no such document or file on this desk.');
  const headers = new Headers(COMMON_HEADERS);
  headers.set('Content-Type', 'application/octet-stream');
  headers.set('Content-Disposition', `attachment; filename*=UTF-8''${encodedName(source.name)}`);
  headers.set('Content-Security-Policy', "default-src 'none'; sandbox");
  headers.set('Cache-Control', 'no-store');
  headers.set('Accept-Ranges', 'bytes');
  const range = parseRange(request.headers.get('Range'), source.sizeBytes);
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${source.sizeBytes}`);
    return new Response(null, { status: 416, headers });
  }
  const [start, end] = range ?? [0, source.sizeBytes];
  headers.set('Content-Length', String(end - start));
  if (range) headers.set('Content-Range', `bytes ${start}-${end - 1}/${source.sizeBytes}`);
  return new Response(end > start ? webStream(source.stream(start, end)) : null, { status: range ? 206 : 200, headers });
};

/** One range of RFC 9110, 14.1.2, as `[start, end)`; null where there is none or more than one, which is answered in full. */
export const parseRange = (header: string | null, sizeBytes: number): readonly [number, number] | 'unsatisfiable' | null => {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return null;
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), sizeBytes);
    return length === 0 ? 'unsatisfiable' : [sizeBytes - length, sizeBytes];
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? sizeBytes : Math.min(Number(match[2]) + 1, sizeBytes);
  return start >= sizeBytes || end <= start ? 'unsatisfiable' : [start, end];
};

/** The parts of a path, decoded; none where it is not well encoded. */
const pathParts = (pathname: string): string[] => {
  try {
    return pathname.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return [];
  }
};

/** A file's name as RFC 8187 spells it; a half of a surrogate pair, which Windows allows in names, becomes a replacement character. */
const encodedName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

const webStream = (bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> =>
  NodeReadableStream.from(bytes) as ReadableStream<Uint8Array>;

const json = (body: unknown, status = 200): Response =>
  Response.json(body, { status, headers: { ...COMMON_HEADERS, 'Cache-Control': 'no-store' } });

const problem = (status: number, message: string): Response => json({ message }, status);
