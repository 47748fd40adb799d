import type { Target } from '../../core/desk/settings.ts';
import type { OutboxStep } from '../../core/packets/outbox.ts';
import { stepAfter } from '../../core/packets/outbox.ts';
import type { OutboxState } from '../../core/packets/packet.ts';
import type { DeliveryTarget, OutgoingPacket } from './targets/target.ts';

/** A packet of the outbox that this worker has leased. */
export interface LeasedPacket {
  readonly packetId: string;
  readonly target: Target;
  readonly state: OutboxState;
  readonly attempts: number;
  readonly problem: string | null;
  readonly uploadUrl: string | null;
  readonly packet: OutgoingPacket;
}

/** Where the outbox is kept. Each call is one transaction. */
export interface OutboxQueue {
  /** The packet due longest that nobody has leased, and is none of `except`, now leased until `leaseUntilMs`; `null` if none is due or the outbox is paused. */
  lease(nowMs: number, leaseUntilMs: number, except: readonly string[]): Promise<LeasedPacket | null>;
  /** Notes, while an attempt runs, how far it is; prolongs the lease. */
  note(
    packetId: string,
    progress: { readonly state?: 'uploading'; readonly leaseUntilMs: number; readonly sentBytes?: number; readonly uploadUrl?: string },
  ): Promise<void>;
  /** Writes what follows from an attempt, its event, and what it means for the case, in one go. */
  settle(packetId: string, step: OutboxStep): Promise<void>;
  /** When the next packet is due, or `null` when nothing waits. */
  nextDueAtMs(): Promise<number | null>;
}

export interface OutboxWorkerParts {
  readonly queue: OutboxQueue;
  readonly targetOf: (target: Target) => DeliveryTarget;
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** Told of bugs: an attempt that threw. The packet waits and is tried again. */
  readonly onError: (error: unknown) => void;
}

/** What a pass over the outbox did. `waiting` counts packets tried whose receipt is still to come; `problem` is the last reason why one did not get there. */
export interface OutboxPass {
  readonly delivered: number;
  readonly waiting: number;
  readonly problem: string | null;
}

/** Delivers what is due. */
export interface OutboxWorker {
  /** Tries every packet that is due, one after the other, each once. */
  runOnce(): Promise<OutboxPass>;
  /** Runs whenever something is due, until `stop`. */
  start(): void;
  /** Looks again at once, after something was queued or the network came back. */
  wake(): void;
  /** Ends a running attempt soon and waits for it. What was sent is kept. */
  stop(): Promise<void>;
}

const LEASE_MS = 120_000;
const NOTE_EVERY_MS = 1_000;
const LOOK_EVERY_MS = 60_000;

/** A worker over one desk's outbox. Two workers never try the same packet: the lease is the lock. */
export const createOutboxWorker = (parts: OutboxWorkerParts): OutboxWorker => {
  const abort = new AbortController();
  let pass: Promise<OutboxPass> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let started = false;

  const runOnce = (): Promise<OutboxPass> => {
    pass ??= runPass(parts, abort.signal).finally(() => {
      pass = undefined;
    });
    return pass;
  };
  const loop = async (): Promise<void> => {
    await runOnce().catch(parts.onError);
    const dueAtMs = await parts.queue.nextDueAtMs().catch(() => null);
    if (abort.signal.aborted) return;
    const waitMs = dueAtMs === null ? LOOK_EVERY_MS : Math.min(LOOK_EVERY_MS, Math.max(250, dueAtMs - parts.now()));
    // A wake may have begun a second round meanwhile; only one of them goes on.
    clearTimeout(timer);
    timer = setTimeout(() => void loop(), waitMs);
    timer.unref();
  };
  return {
    runOnce,
    start: () => {
      if (started) return;
      started = true;
      void loop();
    },
    wake: () => {
      if (!started || pass !== undefined || abort.signal.aborted) return;
      clearTimeout(timer);
      void loop();
    },
    stop: async () => {
      abort.abort();
      clearTimeout(timer);
      await pass?.catch(parts.onError);
    },
  };
};

const runPass = async (parts: OutboxWorkerParts, signal: AbortSignal): Promise<OutboxPass> => {
  const startedAtMs = parts.now();
  const tried = new Set<string>();
  let delivered = 0;
  let problem: string | null = null;
  while (!signal.aborted) {
    // What was tried in this pass is not leased again: a lease that nobody uses would hold the packet up.
    const leased = await parts.queue.lease(startedAtMs, parts.now() + LEASE_MS, [...tried]);
    if (!leased) break;
    tried.add(leased.packetId);
    const step = await attempt(parts, leased, signal);
    await parts.queue.settle(leased.packetId, step);
    if (step.change.state === 'receipted') delivered += 1;
    // What lies at the other side waits for its receipt; that is no problem.
    else if (step.change.state !== 'stored') problem = step.change.problem;
  }
  return { delivered, waiting: tried.size - delivered, problem };
};

const attempt = async (parts: OutboxWorkerParts, leased: LeasedPacket, signal: AbortSignal): Promise<OutboxStep> => {
  const { queue, now } = parts;
  const row = { ...leased, sizeBytes: leased.packet.sizeBytes };
  const isStored = leased.state === 'stored';
  let notedAtMs = 0;
  let noting: Promise<void> = Promise.resolve();
  const note = (progress: { state?: 'uploading'; sentBytes?: number; uploadUrl?: string }): Promise<void> => {
    noting = noting.then(() => queue.note(leased.packetId, { ...progress, leaseUntilMs: now() + LEASE_MS }));
    return noting;
  };
  try {
    if (!isStored) await note({ state: 'uploading' });
    const outcome = await parts.targetOf(leased.target).deliver(leased.packet, {
      isStored,
      uploadUrl: leased.uploadUrl,
      saveUploadUrl: (uploadUrl) => note({ uploadUrl }),
      onProgress: (sentBytes) => {
        if (now() - notedAtMs < NOTE_EVERY_MS) return;
        notedAtMs = now();
        note({ sentBytes }).catch(parts.onError);
      },
      signal,
    });
    await noting;
    return stepAfter(row, outcome, now(), parts.random());
  } catch (error) {
    parts.onError(error);
    return stepAfter(
      row,
      {
        kind: 'unreachable',
        message: 'The delivery failed for a reason inside this program. The packet is kept here and will be tried again.',
      },
      now(),
      parts.random(),
    );
  }
};
