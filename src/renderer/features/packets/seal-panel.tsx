import { ArrowRight, FileCheck, FolderOutput, PackageCheck, Stamp } from 'lucide-react';
import type { CaseRow } from '../../../contract/cases.ts';
import { targetLabel } from '../../../core/packets/target.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useMay } from '../../platform/session.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Working } from '../../ui/progress.tsx';
import { Seal } from '../../ui/seal.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import styles from './seal-panel.module.css';

/** Props of {@link SealPanel}. `onSealed` gets the new packet's id. */
export interface SealPanelProps {
  readonly row: Pick<CaseRow, 'id' | 'number' | 'title'>;
  readonly onSealed?: (packetId: string) => void;
}

/** A signed-off case before its seal: what sealing does, and the one button that does it. */
export const SealPanel = ({ row, onSealed }: SealPanelProps) => {
  const go = useGo();
  const maySeal = useMay('packet.seal');
  const settings = useCall('desk.settings', {});
  const seal = useAct('packets.seal', { inline: true });
  const target = settings.data?.target ?? null;
  const closed = maySeal ? null : 'Only export staff seal packets. Sign in as someone with that role.';
  const run = async () => {
    const sealed = await seal.run({ caseId: row.id, queue: true });
    if (!sealed.ok) return;
    showToast({
      title: `${row.number} is sealed and verified`,
      detail: sealed.value.queued ? 'It is queued and goes as soon as the target answers.' : 'It stays on this desk until a target is set.',
      tone: 'good',
    });
    onSealed?.(sealed.value.packetId);
  };
  useKeys('Packet', [{ keys: 'Ctrl+Enter', name: 'Seal this case', run: () => void run(), when: maySeal && !seal.isBusy }]);
  return (
    <div className={styles.panel}>
      <Seal packetId={null} sizePx={112} />
      <div className={styles.words}>
        <p className={styles.kicker}>{row.number}, signed off</p>
        <h2 className={styles.title}>{row.title}</h2>
        <ol className={styles.steps}>
          <li>
            <Icon of={Stamp} /> The submitted files, both signatures and the records go into one folder, exactly as they were approved.
          </li>
          <li>
            <Icon of={FileCheck} /> You seal the folder with your own key, and the desk checks the packet as a stranger would before it
            counts.
          </li>
          <li>
            <Icon of={FolderOutput} />
            {target ? `It is queued for ${targetLabel(target)} in the same step.` : 'No target is set, so it stays here until one is.'}
            {target ? null : (
              <Button variant="link" size="small" onPress={() => go({ to: 'settings', part: 'outbox' })}>
                Set a target
              </Button>
            )}
          </li>
        </ol>
        {seal.failure ? (
          <div role="alert" className={styles.failure}>
            <strong>Not sealed.</strong> {seal.failure.message}
            {seal.failure.details ? (
              <ul>
                {seal.failure.details.map((detail) => (
                  <li key={detail.name}>
                    {detail.name}: {detail.text}
                  </li>
                ))}
              </ul>
            ) : null}
          </div>
        ) : null}
        <div className={styles.actions}>
          <Button
            variant="primary"
            size="large"
            icon={PackageCheck}
            keys="Ctrl+Enter"
            onPress={() => void run()}
            isPending={seal.isBusy}
            disabledReason={closed}
          >
            {target ? 'Seal and queue' : 'Seal'}
          </Button>
          <Button size="large" variant="quiet" iconAfter={ArrowRight} onPress={() => go({ to: 'case', caseId: row.id, tab: 'overview' })}>
            Open the case
          </Button>
          {seal.isBusy ? <Working>Sealing and checking</Working> : null}
        </div>
        {closed ? <p className={styles.reason}>{closed}</p> : null}
      </div>
    </div>
  );
};
