import { ArrowUp, Check } from 'lucide-react';
import type { PacketDetail } from '../../../contract/packets.ts';
import { whenText } from '../../platform/dates.ts';
import { sizeText } from '../../platform/words.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './packet-steps.module.css';

interface Step {
  readonly name: string;
  readonly by: string;
  readonly at: string;
  readonly state: 'done' | 'now' | 'open';
}

/** The six steps of a packet from its submission to its receipt. */
export const PacketSteps = ({ packet, zone }: { readonly packet: PacketDetail; readonly zone: string }) => (
  <ol className={styles.steps} aria-label="Steps of the packet">
    {stepsOf(packet, zone).map((step) => (
      <li key={step.name} className={classNames(styles.step, styles[step.state])} aria-current={step.state === 'now' ? 'step' : undefined}>
        <span className={styles.dot}>
          {step.state === 'done' ? <Icon of={Check} size={12} /> : step.state === 'now' ? <Icon of={ArrowUp} size={12} /> : null}
        </span>
        <strong>{step.name}</strong>
        <span>{step.by}</span>
        <span>{step.at}</span>
      </li>
    ))}
  </ol>
);

const stepsOf = (packet: PacketDetail, zone: string): readonly Step[] => {
  const state = packet.outbox?.state;
  const isStored = state === 'stored' || state === 'receipted';
  const isReceipted = state === 'receipted';
  return [
    { name: 'Submitted', by: packet.submitted.byName, at: whenText(packet.submitted.atMs, zone), state: 'done' },
    { name: 'Approved', by: packet.approved.byName, at: whenText(packet.approved.atMs, zone), state: 'done' },
    { name: 'Sealed', by: packet.sealed.byName, at: whenText(packet.sealed.atMs, zone), state: 'done' },
    {
      name: isStored ? 'Sent' : 'On the way',
      by: packet.outbox
        ? isStored
          ? packet.outbox.targetLabel
          : `${sizeText(packet.outbox.sentBytes)} of ${sizeText(packet.sizeBytes)}`
        : 'not queued',
      at: '',
      state: isStored ? 'done' : packet.outbox ? 'now' : 'open',
    },
    {
      name: 'Stored',
      by: 'by the central system',
      at: packet.receipt ? whenText(packet.receipt.storedAtMs, zone) : '',
      state: isReceipted ? 'done' : state === 'stored' ? 'now' : 'open',
    },
    {
      name: 'Receipt',
      by: isReceipted ? 'signature verified here' : 'signed, then checked here',
      at: '',
      state: isReceipted ? 'done' : 'open',
    },
  ];
};
