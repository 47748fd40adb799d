import { createHash, randomBytes } from 'node:crypto';
import type { DeskEvent } from '../contract/events.ts';
import { createDataRoutes, type ByteSource } from './api/data-routes.ts';
import { casesHandlers } from './api/cases-handlers.ts';
import { decisionsHandlers } from './api/decisions-handlers.ts';
import { createDeskHandlers } from './api/desk-handlers.ts';
import { createDocumentsHandlers } from './api/documents-handlers.ts';
import { createEventHub, type EventHub } from './api/event-hub.ts';
import { exhibitsHandlers } from './api/exhibits-handlers.ts';
import { factsHandlers } from './api/facts-handlers.ts';
import { responseHandlers } from './api/handle-responses.ts';
import { reviewHandlers } from './api/handle-reviews.ts';
import { notesHandlers } from './api/notes-handlers.ts';
import { createPacketsHandlers } from './api/packets-handlers.ts';
import { createRouter, type Route } from './api/router.ts';
import { sessionHandlers } from './api/session-handlers.ts';
import { timelineHandlers } from './api/timeline-handlers.ts';
import { composeSession } from './compose-session.ts';
import { composeWork, type DeskWork } from './compose-work.ts';
import { createIncidentLog } from './incidents.ts';
import { certificatesFromPem } from './packets/pem.ts';
import { responseTools } from './compose-responses.ts';
import { storePacket } from './packets/store-packet.ts';
import { verifyPacketSource } from './packets/verify-packet.ts';
import { DEFAULT_LIMITS } from './packets/zip-reader.ts';
import { localFiles } from './documents/local-files.ts';
import { drawPaper } from './documents/sample-papers/draw-paper.ts';
import type { CallContext, OpenDesk } from './services/context.ts';
import type { DeskSession } from './services/desk-session.ts';
import { openDocumentBytes } from './services/document-bytes.ts';
import type { importPaths } from './services/import-paths.ts';
import { importStream } from './services/import-stream.ts';
import { openPacketZip } from './services/packets-of-desk.ts';
import { responseArtifact } from './services/response-artifact.ts';
import { openSampleDesk, type SampleParts } from './services/sample-desk.ts';
import type { PacketTools } from './services/seal-case.ts';
import { checkPacketUpload } from './services/check-packet-upload.ts';
import { packetIdSchema } from '../core/ids.ts';
import { clearScratch, withScratchStore } from './vault/scratch-store.ts';

export interface ComposeOptions {
  readonly vaultDir: string;
  readonly host: 'electron' | 'loopback';
  /** Whether the desk locks when nobody is at work. */
  readonly idleLock: boolean;
}

/** A desk put together: one way in for calls, one for bytes, and the session behind both. */
export interface ComposedDesk {
  readonly session: DeskSession;
  readonly route: Route;
  readonly dataRoutes: (request: Request) => Promise<Response | null>;
  readonly events: EventHub;
  /** What imports need, while the desk is open. */
  readonly importParts: () => Parameters<typeof importPaths>[1];
  /** What the sample desk needs. */
  readonly sampleParts: () => SampleParts;
  /** Locks; never rejects: what could not be ended cleanly is logged, and the desk is locked all the same. */
  readonly lock: (reason?: string) => Promise<void>;
  /** Locks and ends everything; nothing of the desk runs afterwards. */
  readonly stop: () => Promise<void>;
}

/** Puts a desk together over the vault in `vaultDir`; the only place where objects are wired. Nothing is opened before someone signs in. */
export const composeDesk = ({ vaultDir, host, idleLock }: ComposeOptions): ComposedDesk => {
  const reportIncident = createIncidentLog(vaultDir);
  const events = createEventHub((error) => reportIncident('events', error));
  let work: DeskWork | null = null;
  const emit = (event: DeskEvent): void => {
    events.emit(event);
    if (event.topics.includes('packets')) work?.wakeOutbox();
    if (event.topics.includes('jobs')) work?.runner.wake();
  };
  const session = composeSession({
    vaultDir,
    host,
    idleLock,
    emit,
    onOpen: async (desk: OpenDesk) => {
      await clearScratch(vaultDir);
      work = await composeWork(desk, reportIncident, idleLock);
      work.start();
    },
    onClose: async () => {
      const ending = work;
      work = null;
      await ending?.stop();
    },
  });
  const openWork = (): DeskWork => {
    if (!work) throw new Error('The desk is locked.');
    return work;
  };
  const tools = responseTools();
  const packetTools: PacketTools = { storePacket, verifyPacketSource, organisation: tools.organisation };
  const sampleParts = (): SampleParts => ({ session, tools, runner: openWork().runner, drawPaper });

  const route = createRouter({
    session,
    sessionHandlers,
    current: session.current,
    reportIncident,
    deskHandlers: {
      desk: createDeskHandlers({ openSample: (context, passphrase) => openSampleDesk(context, passphrase, sampleParts()) }),
      documents: createDocumentsHandlers({ files: host === 'electron' ? localFiles : null }),
      cases: casesHandlers,
      facts: factsHandlers,
      notes: notesHandlers,
      timeline: timelineHandlers,
      exhibits: exhibitsHandlers,
      decisions: decisionsHandlers,
      responses: responseHandlers(tools),
      reviews: reviewHandlers(tools),
      packets: createPacketsHandlers({ tools: packetTools, fingerprintOf, syncNow: () => openWork().syncNow() }),
    },
  });

  const dataRoutes = createDataRoutes({
    current: session.current,
    reportIncident,
    openDocument: (context, documentId) => openDocumentBytes(context, documentId),
    openArtifact: async (context, kind, name) => {
      if (kind === 'root.pem') return wholeBytes('root.pem', Buffer.from(context.desk.rootCertificatePem));
      if (kind === 'packet') return packetBytes(context, name);
      const match = /^([0-9a-f-]{36})\.(docx|pdf)$/.exec(name);
      if (kind !== 'response' || !match) return null;
      const artifact = await responseArtifact(context, { versionId: match[1] as string, format: match[2] as 'docx' | 'pdf' }, tools);
      return artifact.ok ? wholeBytes(artifact.value.name, artifact.value.bytes) : null;
    },
    importStream: async (context, { name, stream, caseId }) => {
      const outcome = await importStream(context, { name, stream, ...(caseId === undefined ? {} : { caseId }) });
      work?.runner.wake();
      return outcome;
    },
    checkPacket: ({ desk }, { stream }) =>
      withScratchStore(vaultDir, randomSource, (scratch) =>
        checkPacketUpload(desk, stream, scratch, { tools: packetTools, limitBytes: DEFAULT_LIMITS.maxBytes }),
      ),
  });

  return {
    session,
    route,
    dataRoutes,
    events,
    importParts: () => ({ files: localFiles, runner: openWork().runner }),
    sampleParts,
    lock: (reason) => session.lock(reason).catch((error: unknown) => void reportIncident('lock', error)),
    stop: () => session.lock('the program ended'),
  };
};

const randomSource = (sizeBytes: number): Uint8Array => new Uint8Array(randomBytes(sizeBytes));

const fingerprintOf = (certificatePem: string): string =>
  createHash('sha256')
    .update(certificatesFromPem(certificatePem)[0] ?? '')
    .digest('hex');

const wholeBytes = (name: string, bytes: Uint8Array): ByteSource => ({
  name,
  sizeBytes: bytes.length,
  stream: (start, end) => one(bytes.subarray(start, end)),
});

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}

const packetBytes = async (context: CallContext, name: string): Promise<ByteSource | null> => {
  const id = packetIdSchema.safeParse(name.replace(/\.zip$/, ''));
  const zip = id.success ? await openPacketZip(context.desk, id.data) : null;
  return (
    zip && {
      name: zip.name,
      sizeBytes: zip.blob.sizeBytes,
      stream: (start, end) => zip.blob.stream(start, end) as AsyncIterable<Uint8Array>,
    }
  );
};
