import { fail, ok } from '../../core/result.ts';
import { caseRow } from '../services/case-view.ts';
import { listPackets, packetDetail, pauseOutbox, queuePacket, retryPacket, verifyKeptPacket } from '../services/packets-of-desk.ts';
import { sealCase, type PacketTools } from '../services/seal-case.ts';
import type { Handlers } from './router.ts';

/** What the packets group needs beside the desk. */
export interface PacketsParts {
  readonly tools: PacketTools;
  readonly fingerprintOf: (certificatePem: string) => string;
  /** Delivers what is due now and waits for it; `null` when no target is set. */
  readonly syncNow: () => Promise<{ readonly delivered: number; readonly waiting: number; readonly problem: string | null } | null>;
}

/** Seals, checks, queues and follows packets. */
export const createPacketsHandlers = ({ tools, fingerprintOf, syncNow }: PacketsParts): Handlers<'packets'> => ({
  list: async ({ desk, actor }) => {
    const toSeal = await desk.stores.caseList.page({
      userId: actor.userId,
      view: 'to-seal',
      query: '',
      kinds: [],
      statuses: [],
      sort: 'deadline',
      descending: false,
      limit: 200,
      offset: 0,
    });
    return ok({ packets: await listPackets(desk), toSeal: toSeal.rows.map(caseRow) });
  },
  get: ({ desk }, { packetId }) => packetDetail(desk, packetId, fingerprintOf),
  seal: (context, input) => sealCase(context, input, tools),
  verify: ({ desk }, { packetId }) => verifyKeptPacket(desk, packetId, tools),
  queue: (context, { packetId }) => queuePacket(context, packetId),
  retry: (context, { packetId }) => retryPacket(context, packetId),
  syncNow: async () => {
    const outcome = await syncNow();
    return outcome
      ? ok(outcome)
      : fail({
          kind: 'no-target',
          message: 'There is no place to send packets to. Set a folder or an intake server under Settings, Outbox; nothing was lost.',
        });
  },
  setPaused: async (context, { paused }) => {
    await pauseOutbox(context, paused);
    return ok({});
  },
});
