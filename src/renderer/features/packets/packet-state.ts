import { CircleCheck, CirclePause, Clock, ArrowUp, Inbox, Package, type LucideIcon } from 'lucide-react';
import type { PacketRow } from '../../../contract/packets.ts';
import { timeText } from '../../platform/dates.ts';
import { sizeText } from '../../platform/words.ts';
import type { Tone } from '../../ui/state-pill.tsx';

/** Where a packet stands, in a word, its shape and colour, and half a sentence more. */
export interface PacketState {
  readonly name: string;
  readonly tone: Tone;
  readonly icon: LucideIcon;
  readonly more: string;
}

/** Where a packet stands, for lists and heads. */
export const packetState = (packet: Pick<PacketRow, 'outbox' | 'sizeBytes'>, zone: string, nowMs: number): PacketState => {
  const { outbox } = packet;
  if (!outbox) return { name: 'Sealed', tone: 'plain', icon: Package, more: 'not queued' };
  switch (outbox.state) {
    case 'queued':
      return {
        name: 'Queued',
        tone: 'quiet',
        icon: Clock,
        more:
          outbox.attempts === 0
            ? `for ${outbox.targetLabel}`
            : outbox.nextAtMs > nowMs
              ? `tries again ${timeText(outbox.nextAtMs, zone)}`
              : 'tries again now',
      };
    case 'uploading':
      return { name: 'On the way', tone: 'plain', icon: ArrowUp, more: `${sizeText(outbox.sentBytes)} of ${sizeText(packet.sizeBytes)}` };
    case 'stored':
      return { name: 'Stored there', tone: 'plain', icon: Inbox, more: 'waits for its receipt' };
    case 'receipted':
      return { name: 'Receipt verified', tone: 'good', icon: CircleCheck, more: '' };
    case 'held':
    default:
      return { name: 'Held', tone: 'held', icon: CirclePause, more: outbox.problem ?? 'needs a person' };
  }
};

/** The groups of the packet list, in the order in which they need attention. */
export const groupPackets = (
  packets: readonly PacketRow[],
): readonly { readonly id: string; readonly name: string; readonly packets: readonly PacketRow[] }[] => {
  const of = (states: readonly string[]) => packets.filter((packet) => states.includes(packet.outbox?.state ?? 'none'));
  return [
    { id: 'held', name: 'Needs a person', packets: of(['held']) },
    { id: 'way', name: 'On the way', packets: of(['queued', 'uploading', 'stored']) },
    { id: 'sealed', name: 'Sealed, not queued', packets: of(['none']) },
    { id: 'arrived', name: 'Arrived', packets: of(['receipted']) },
  ].filter((group) => group.packets.length > 0);
};
