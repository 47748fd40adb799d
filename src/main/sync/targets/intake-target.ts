import http from 'node:http';
import https from 'node:https';
import * as tus from 'tus-js-client';
import { type Announcement, type IntakeAnswer, parseIntakeAnswer, uploadId } from '../../../core/packets/intake-answer.ts';
import type { DeliveryOutcome } from '../../../core/packets/outbox.ts';
import { verifyReceipt } from '../receipts.ts';
import { type IntakeAddress, intakePath, requestOptions } from './http-options.ts';
import type { DeliveryContext, DeliveryTarget, OutgoingPacket } from './target.ts';

/** How much travels in one request: what is lost at most when the line breaks without warning. */
export const CHUNK_BYTES = 8 << 20;
const SILENCE_MS = 120_000;

/**
 * An intake server, over tus: the upload's id follows from the packet's hash, so that an interrupted upload is found again even if its address was lost;
 * what arrived already is not sent again. Only a receipt under the pinned certificate counts.
 */
export const createIntakeTarget = (
  target: IntakeAddress & { readonly receiptCertificatePem: string; readonly chunkBytes?: number },
): DeliveryTarget => ({
  deliver: async (packet, context) => {
    const judge = (answer: IntakeAnswer | undefined): DeliveryOutcome => outcomeOf(answer, packet, target);
    try {
      if (context.isStored) {
        const answer = await askForReceipt(target, packet, context.signal);
        if (answer?.kind !== 'unknown') return judge(answer);
      }
      const early = await upload(target, packet, context);
      return judge(early ?? (await askForReceipt(target, packet, context.signal)));
    } catch (error) {
      return { kind: 'unreachable', message: unreachableMessage(target, error, context.signal) };
    }
  },
});

/** Sends what the intake lacks. Gives its answer if it refused to take the upload. */
const upload = async (
  target: IntakeAddress & { readonly chunkBytes?: number },
  packet: OutgoingPacket,
  context: DeliveryContext,
): Promise<IntakeAnswer | undefined> => {
  const endpoint = intakePath(target, 'files');
  const { origin } = new URL(endpoint);
  const savedUrl =
    context.uploadUrl !== null && new URL(context.uploadUrl).origin === origin
      ? context.uploadUrl
      : `${endpoint}/${uploadId(packet.zipSha256)}`;
  const announcement: Announcement = {
    packet_id: packet.packetId,
    zip_sha256: packet.zipSha256,
    case_ref: packet.caseNumber,
    revision: String(packet.revision),
  };
  return new Promise((resolve, reject) => {
    let saving: Promise<void> = Promise.resolve();
    let silence: NodeJS.Timeout | undefined;
    const heard = (): void => {
      clearTimeout(silence);
      silence = setTimeout(() => void job.abort().then(() => end(() => reject(new Error('no answer'))), reject), SILENCE_MS);
    };
    const end = (settle: () => void): void => {
      clearTimeout(silence);
      context.signal.removeEventListener('abort', stop);
      void saving.then(settle, reject);
    };
    const job: tus.Upload = new tus.Upload(Buffer.alloc(0), {
      endpoint,
      uploadUrl: savedUrl,
      uploadSize: packet.sizeBytes,
      metadata: { ...announcement },
      chunkSize: target.chunkBytes ?? CHUNK_BYTES,
      retryDelays: null,
      storeFingerprintForResuming: false,
      httpStack: new tus.DefaultHttpStack(requestOptions(target)),
      fileReader: { openFile: async () => sourceOf(packet) },
      onBeforeRequest: (request) => {
        // An abort while a chunk is being read does not keep tus-js-client from sending it.
        context.signal.throwIfAborted();
        if (new URL(request.getURL()).origin !== origin) throw new Error('the intake named an address on another server');
        heard();
      },
      onUploadUrlAvailable: () => {
        if (job.url) saving = context.saveUploadUrl(job.url);
      },
      onProgress: (sentBytes) => {
        heard();
        context.onProgress(sentBytes);
      },
      onSuccess: () => end(() => resolve(undefined)),
      onError: (error) => {
        const response = error instanceof tus.DetailedError ? error.originalResponse : null;
        const answer = response ? parseIntakeAnswer(response.getBody()) : undefined;
        end(() => (answer ? resolve(answer) : reject(error)));
      },
    });
    const stop = (): void => void job.abort().then(() => end(() => reject(new Error('stopped'))), reject);
    if (context.signal.aborted) return stop();
    context.signal.addEventListener('abort', stop, { once: true });
    job.start();
  });
};

/** The packet as tus reads it: a slice at a time, from wherever it is kept. */
const sourceOf = (packet: OutgoingPacket): tus.FileSource => ({
  size: packet.sizeBytes,
  slice: async (start, end) => {
    const until = Math.min(end, packet.sizeBytes);
    const parts: Uint8Array[] = [];
    for await (const chunk of packet.open(start, until)) parts.push(chunk);
    const value = Buffer.concat(parts);
    // tus-js-client takes the size of a chunk from its property `size`, which a Buffer has not.
    return { value: Object.assign(value, { size: value.length }), done: until >= packet.sizeBytes };
  },
  close: () => {},
});

const askForReceipt = async (target: IntakeAddress, packet: OutgoingPacket, signal: AbortSignal): Promise<IntakeAnswer | undefined> => {
  const url = new URL(intakePath(target, `receipts/${packet.packetId}`));
  url.searchParams.set('zip_sha256', packet.zipSha256);
  return new Promise((resolve, reject) => {
    const client = url.protocol === 'https:' ? https : http;
    const request = client.get(url, { ...requestOptions(target), signal, headers: { accept: 'application/json' } }, (response) => {
      const parts: Buffer[] = [];
      let sizeBytes = 0;
      response.on('data', (part: Buffer) => {
        sizeBytes += part.length;
        if (sizeBytes > ANSWER_BYTES) request.destroy(new Error('the answer is too long'));
        else parts.push(part);
      });
      response.on('end', () => resolve(parseIntakeAnswer(Buffer.concat(parts).toString('utf8'))));
      response.on('error', reject);
    });
    request.setTimeout(SILENCE_MS, () => request.destroy(new Error('no answer')));
    request.on('error', reject);
  });
};

const ANSWER_BYTES = 1 << 20;

const outcomeOf = (
  answer: IntakeAnswer | undefined,
  packet: OutgoingPacket,
  target: IntakeAddress & { readonly receiptCertificatePem: string },
): DeliveryOutcome => {
  switch (answer?.kind) {
    case 'stored':
    case 'already-stored': {
      const verified = verifyReceipt(new Uint8Array(Buffer.from(answer.receiptP7s, 'base64')), packet, target.receiptCertificatePem);
      return verified.ok
        ? { kind: 'receipted', receiptJson: verified.value.receiptJson, receiptP7s: verified.value.receiptP7s }
        : { kind: 'held', reason: 'receipt-wrong', message: verified.failure.message };
    }
    case 'busy':
      return { kind: 'stored', message: answer.message };
    case 'damaged':
      return { kind: 'damaged', message: answer.message };
    case 'conflict':
      return { kind: 'held', reason: 'conflict', message: answer.message };
    case 'refused':
      return {
        kind: 'held',
        reason: 'refused',
        message: [answer.message, ...answer.reasons.map((reason) => `${reason.check}: ${reason.detail}`)].join(' '),
      };
    case 'under-way':
      return { kind: 'unreachable', message: answer.message };
    case 'unknown':
    case undefined:
    default:
      return {
        kind: 'unreachable',
        message: `${new URL(target.url).host} gave no answer that an intake gives. The packet is kept here and will be tried again.`,
      };
  }
};

const unreachableMessage = (target: IntakeAddress, error: unknown, signal: AbortSignal): string => {
  if (signal.aborted) return 'The delivery was stopped; it goes on where it was.';
  const cause = error instanceof tus.DetailedError ? (error.causingError ?? error) : error;
  const status = error instanceof tus.DetailedError ? error.originalResponse?.getStatus() : undefined;
  const why =
    status === undefined
      ? ((cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.message : String(cause)))
      : `status ${status}`;
  return `${new URL(target.url).host} can't be reached now (${why}). The packet is kept here and will be tried again.`;
};
