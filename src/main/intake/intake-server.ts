import { readFile, readdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server as HttpServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { FileStore } from '@tus/file-store';
import { Server as TusServer } from '@tus/server';
import { type Announcement, INTAKE_STATUS, type IntakeAnswer, announcementSchema, uploadId } from '../../core/packets/intake-answer.ts';
import { MAX_ZIP_BYTES } from '../packets/zip-layout.ts';
import { type IntakeIdentity, openIntakeIdentity } from './intake-identity.ts';
import { type PacketDepot, openPacketDepot } from './packet-depot.ts';

/** How an intake is started. `rootPems` are trusted beside those in `STORE/roots/*.pem`; without any it refuses every packet and says why. */
export interface IntakeOptions {
  readonly storeDir: string;
  readonly port: number;
  readonly host?: string;
  readonly rootPems?: readonly string[];
  readonly now: () => number;
  readonly random: (count: number) => Uint8Array;
  /** Told, in a line, what the intake did. */
  readonly onEvent?: (line: string) => void;
}

/** A running intake. */
export interface RunningIntake {
  readonly url: string;
  readonly identity: IntakeIdentity;
  readonly trustedRoots: number;
  close(): Promise<void>;
}

/** Starts the reference intake: uploads under /files (tus), receipts under /receipts/<packet_id>. Listens on 127.0.0.1 unless `host` says otherwise. */
export const startIntake = async (options: IntakeOptions): Promise<RunningIntake> => {
  const identity = await openIntakeIdentity(options.storeDir, { nowMs: options.now(), random: options.random });
  const rootPems = [...(options.rootPems ?? []), ...(await readRoots(join(options.storeDir, 'roots')))];
  const depot = await openPacketDepot({ storeDir: options.storeDir, identity, rootPems, now: options.now });
  const uploads = new FileStore({ directory: join(options.storeDir, 'uploads') });
  const tell = options.onEvent ?? (() => {});
  const checking = new Map<string, Promise<IntakeAnswer>>();
  const finish = (announced: Announcement): Promise<IntakeAnswer> => {
    const id = uploadId(announced.zip_sha256);
    const running = checking.get(id) ?? receive(depot, uploads, announced, tell).finally(() => checking.delete(id));
    checking.set(id, running);
    return running;
  };
  /** Whether a packet is being checked; one that arrived whole, and whose check failed for want of space or the like, is checked again. */
  const isChecking = async (zipSha256: string): Promise<boolean> => {
    if (checking.has(uploadId(zipSha256))) return true;
    const announced = await completeUpload(uploads, uploadId(zipSha256));
    if (!announced) return false;
    finish(announced).catch((error: unknown) => tell(`error: ${error instanceof Error ? error.message : String(error)}`));
    return true;
  };
  await finishUploads(uploads, finish);
  const server = createServer();
  const tus = tusServer(uploads, depot, finish);
  server.on('request', (request, response) => {
    void route(request, response, { tus, depot, isChecking }).catch((error: unknown) => {
      tell(`error: ${error instanceof Error ? error.message : String(error)}`);
      if (!response.headersSent) response.writeHead(500).end();
      else response.destroy();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host ?? '127.0.0.1', resolve);
  });
  return { url: urlOf(server), identity, trustedRoots: rootPems.length, close: () => closeServer(server) };
};

const tusServer = (uploads: FileStore, depot: PacketDepot, finish: (announced: Announcement) => Promise<IntakeAnswer>): TusServer =>
  new TusServer({
    path: '/files',
    datastore: uploads,
    relativeLocation: true,
    maxSize: MAX_ZIP_BYTES,
    namingFunction: (_request, metadata) => uploadId(announcementOf(metadata).zip_sha256),
    onUploadCreate: async (_request, upload) => {
      const announced = announcementOf(upload.metadata);
      const objection = depot.objection(announced);
      if (objection) throw httpError(objection);
      const begun = await uploads.getUpload(upload.id).catch(() => undefined);
      if (begun) throw httpError({ kind: 'under-way', message: 'An upload of this packet has begun already and goes on where it was.' });
      return {};
    },
    onUploadFinish: async (_request, upload) => {
      const answer = await finish(announcementOf(upload.metadata));
      if (answer.kind !== 'stored' && answer.kind !== 'already-stored') throw httpError(answer);
      return {};
    },
  });

/** Hands a complete upload to the depot, and forgets the upload. */
const receive = async (
  depot: PacketDepot,
  uploads: FileStore,
  announced: Announcement,
  tell: (line: string) => void,
): Promise<IntakeAnswer> => {
  const id = uploadId(announced.zip_sha256);
  const answer = await depot.accept(join(uploads.directory, id), announced);
  await uploads.configstore.delete(id);
  tell(
    `${announced.case_ref} r${announced.revision} ${announced.packet_id.slice(0, 12)}: ${answer.kind}${'message' in answer ? ` (${answer.message})` : ''}`,
  );
  return answer;
};

/** Uploads that were complete when the intake was stopped are checked now. */
const finishUploads = async (uploads: FileStore, finish: (announced: Announcement) => Promise<IntakeAnswer>): Promise<void> => {
  const names = await readdir(uploads.directory).catch(() => []);
  for (const name of names.filter((candidate) => /^sha256-[0-9a-f]{64}$/.test(candidate))) {
    const announced = await completeUpload(uploads, name);
    if (announced) await finish(announced);
  }
};

/** What an upload announced that has arrived whole; `undefined` for any other. */
const completeUpload = async (uploads: FileStore, id: string): Promise<Announcement | undefined> => {
  const upload = await uploads.getUpload(id).catch(() => undefined);
  const announced = announcementSchema.safeParse(upload?.metadata);
  return upload && announced.success && upload.offset === upload.size ? announced.data : undefined;
};

const route = async (
  request: IncomingMessage,
  response: ServerResponse,
  intake: { readonly tus: TusServer; readonly depot: PacketDepot; readonly isChecking: (zipSha256: string) => Promise<boolean> },
): Promise<void> => {
  if (request.headers.origin !== undefined) return void response.writeHead(403).end('This intake talks to desks, not to web pages.\n');
  const url = new URL(request.url ?? '/', 'http://intake');
  if (
    (url.pathname === '/files' && request.method === 'POST') ||
    (url.pathname.startsWith('/files/') && (request.method === 'HEAD' || request.method === 'PATCH'))
  ) {
    return intake.tus.handle(request, response);
  }
  const packetId = /^\/receipts\/([0-9a-f]{64})$/.exec(url.pathname)?.[1];
  if (packetId === undefined || request.method !== 'GET') return void response.writeHead(404).end();
  const asked = url.searchParams.get('zip_sha256');
  const zipSha256 = asked !== null && /^[0-9a-f]{64}$/.test(asked) ? asked : null;
  const known = await intake.depot.answerFor(packetId, zipSha256);
  const pending: IntakeAnswer =
    known === undefined && zipSha256 !== null && (await intake.isChecking(zipSha256))
      ? { kind: 'busy', message: 'The intake is still checking the packet.' }
      : { kind: 'unknown', message: 'This intake has no such packet.' };
  const answer = known ?? pending;
  response.writeHead(INTAKE_STATUS[answer.kind], { 'content-type': 'application/json' }).end(JSON.stringify(answer));
};

const announcementOf = (metadata: Readonly<Record<string, string | null>> | undefined): Announcement => {
  const parsed = announcementSchema.safeParse(metadata);
  if (!parsed.success) throw { status_code: 400, body: 'The upload does not say which packet it is.\n' };
  return parsed.data;
};

const httpError = (answer: IntakeAnswer): { status_code: number; body: string } => ({
  status_code: INTAKE_STATUS[answer.kind],
  body: JSON.stringify(answer),
});

const readRoots = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => []);
  return Promise.all(names.filter((name) => name.endsWith('.pem')).map((name) => readFile(join(folder, name), 'utf8')));
};

const urlOf = (server: HttpServer): string => {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}/`;
};

const closeServer = (server: HttpServer): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
