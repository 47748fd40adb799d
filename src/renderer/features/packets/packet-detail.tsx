import { Copy, FileText, FolderOutput, KeyRound, RotateCcw, Send, ShieldCheck, Stamp } from 'lucide-react';
import { useState } from 'react';
import type { PacketDetail as Packet } from '../../../contract/packets.ts';
import type { Verification } from '../../../core/packets/packet.ts';
import { packetFileName } from '../../../core/packets/bag-names.ts';
import { copyText } from '../../platform/clipboard.ts';
import { timeText, whenText } from '../../platform/dates.ts';
import { useGo } from '../../platform/places.ts';
import { useMay } from '../../platform/session.ts';
import { saveFile } from '../../platform/transfer.ts';
import { useAct, useCall } from '../../platform/use-call.ts';
import { countText, sizeText } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ProgressBar, Working } from '../../ui/progress.tsx';
import { Seal } from '../../ui/seal.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import layout from '../../ui/layout.module.css';
import { CheckList } from './check-list.tsx';
import { PacketSteps } from './packet-steps.tsx';
import { packetState } from './packet-state.ts';
import styles from './packet-detail.module.css';

/** Props of {@link PacketDetail}. */
export interface PacketDetailProps {
  readonly packetId: string;
  readonly zone: string;
  readonly nowMs: number;
}

/** A sealed packet: its seal, its way, its proof, and how a stranger checks it. */
export const PacketDetail = ({ packetId, zone, nowMs }: PacketDetailProps) => {
  const found = useCall('packets.get', { packetId });
  if (found.error)
    return <ErrorState title="The packet cannot be shown" happened={found.error.failure.message} incident={found.error.failure.incident} />;
  if (!found.data) return <Working>Reading the packet</Working>;
  return <Shown key={packetId} packet={found.data} zone={zone} nowMs={nowMs} />;
};

const Shown = ({ packet, zone, nowMs }: { readonly packet: Packet; readonly zone: string; readonly nowMs: number }) => {
  const verify = useAct('packets.verify');
  const [again, setAgain] = useState<{ verification: Verification; atMs: number } | null>(null);
  const state = packetState(packet, zone, nowMs);
  const verification = again?.verification ?? packet.verification;
  const passed = verification.checks.filter((check) => check.passed).length;
  const verifyAgain = async () => {
    const result = await verify.run({ packetId: packet.packetId });
    if (!result.ok) return;
    setAgain({ verification: result.value, atMs: Date.now() });
    showToast({ title: result.value.valid ? 'Every check passed' : 'The packet is not valid', tone: result.value.valid ? 'good' : 'bad' });
  };
  return (
    <article className={styles.packet} aria-label={`Packet ${packet.caseNumber} revision ${packet.revision}`}>
      <header className={styles.head}>
        <Seal packetId={packet.packetId} sizePx={112} />
        <div className={styles.identity}>
          <div className={styles.titleLine}>
            <h2 className={styles.title}>
              {packet.caseNumber} r{packet.revision}
            </h2>
            <StatePill tone={verification.valid ? 'good' : 'late'}>{verification.valid ? 'Sealed and verified' : 'Not valid'}</StatePill>
            <StatePill tone={state.tone} icon={state.icon}>
              {state.name}
            </StatePill>
          </div>
          <p className={styles.caseTitle}>{packet.title}</p>
          <p className={styles.hash} title="Packet id: the SHA-256 of its tagmanifest-sha512.txt">
            {packet.packetId.match(/.{8}/g)?.join(' ')}
          </p>
          <p className={styles.facts}>
            <Fact icon={FileText}>
              {countText(packet.fileCount, 'file')}, {sizeText(packet.sizeBytes)}
            </Fact>
            <Fact icon={Stamp}>
              Sealed by {packet.sealed.byName}, {whenText(packet.sealed.atMs, zone)}
            </Fact>
          </p>
        </div>
        <div className={styles.actions}>
          <Button
            icon={FolderOutput}
            onPress={() => void saveFile({ kind: 'packet', packetId: packet.packetId }, packetFileName(packet.caseNumber, packet.revision))}
          >
            Save a copy
          </Button>
          <Button icon={ShieldCheck} onPress={() => void verifyAgain()} isPending={verify.isBusy}>
            Verify again
          </Button>
        </div>
      </header>
      <PacketSteps packet={packet} zone={zone} />
      <div className={styles.columns}>
        <section className={styles.column} aria-label="Verification">
          <h3 className={styles.sectionHead}>
            Verification
            <StatePill tone={verification.valid ? 'good' : 'late'} size="small">
              {passed} of {verification.checks.length} passed
            </StatePill>
            <span className={layout.grow} />
            <span className={layout.count}>{timeText(again?.atMs ?? packet.sealed.atMs, zone)}</span>
          </h3>
          <CheckList verification={verification} />
          <OutsideCheck packet={packet} />
        </section>
        <section className={styles.column} aria-label="On its way">
          <Way packet={packet} zone={zone} nowMs={nowMs} />
        </section>
      </div>
    </article>
  );
};

const Fact = ({ icon, children }: { readonly icon: typeof FileText; readonly children: React.ReactNode }) => (
  <span className={layout.line}>
    <Icon of={icon} size={14} /> {children}
  </span>
);

const OutsideCheck = ({ packet }: { readonly packet: Packet }) => (
  <div className={styles.outside}>
    <h3 className={styles.outsideHead}>
      Check it without Casewright
      <span className={layout.grow} />
      <Button size="small" variant="quiet" icon={KeyRound} onPress={() => void saveFile({ kind: 'root-certificate' }, 'root.pem')}>
        Save root.pem
      </Button>
      <Button
        size="small"
        variant="quiet"
        icon={Copy}
        onPress={() => void copyText(packet.commands.join('\n')).then((done) => done && showToast({ title: 'Commands copied' }))}
      >
        Copy
      </Button>
    </h3>
    <pre className={styles.commands} aria-label="Commands">
      {packet.commands.join('\n')}
    </pre>
    <p className={styles.fingerprint}>
      Root certificate, SHA-256 <span className={layout.code}>{packet.rootCertificateFingerprint.match(/.{8}/g)?.join(' ')}</span>
    </p>
  </div>
);

const Way = ({ packet, zone, nowMs }: { readonly packet: Packet; readonly zone: string; readonly nowMs: number }) => {
  const go = useGo();
  const maySend = useMay('packet.send');
  const settings = useCall('desk.settings', {});
  const queue = useAct('packets.queue');
  const retry = useAct('packets.retry');
  const sync = useAct('packets.syncNow');
  const closed = maySend ? null : 'Only export staff send packets';
  const { outbox, receipt } = packet;
  const state = packetState(packet, zone, nowMs);
  const hasTarget = Boolean(settings.data?.target);
  return (
    <>
      <h3 className={styles.sectionHead}>
        On its way
        <span className={layout.grow} />
        <span className={layout.count}>{outbox?.targetLabel ?? ''}</span>
      </h3>
      <div className={styles.way}>
        {outbox ? (
          <>
            <p className={styles.wayState}>
              <StatePill tone={state.tone} icon={state.icon}>
                {state.name}
              </StatePill>
              <span className={layout.soft}>{state.more}</span>
            </p>
            {outbox.state === 'uploading' ? <ProgressBar label="Sent" value={outbox.sentBytes} max={packet.sizeBytes} /> : null}
            {outbox.problem && outbox.state !== 'held' ? <p className={layout.soft}>{outbox.problem}</p> : null}
            {outbox.state === 'held' ? (
              <Button
                icon={RotateCcw}
                onPress={() => void retry.run({ packetId: packet.packetId })}
                isPending={retry.isBusy}
                disabledReason={closed}
              >
                Put it back into the queue
              </Button>
            ) : outbox.state === 'receipted' ? null : (
              <Button icon={Send} onPress={() => void sync.run({})} isPending={sync.isBusy} disabledReason={closed}>
                Try now
              </Button>
            )}
          </>
        ) : hasTarget ? (
          <Button
            icon={Send}
            onPress={() => void queue.run({ packetId: packet.packetId })}
            isPending={queue.isBusy}
            disabledReason={closed}
          >
            Queue it
          </Button>
        ) : (
          <p>
            No target is set, so the packet stays here, sealed.{' '}
            <Button variant="link" size="small" onPress={() => go({ to: 'settings', part: 'outbox' })}>
              Set a target
            </Button>
          </p>
        )}
      </div>
      {packet.events.length > 0 ? (
        <ol className={styles.events} aria-label="What happened on the way">
          {packet.events.map((event) => (
            <li key={`${event.atMs} ${event.text}`}>
              <time>{whenText(event.atMs, zone, nowMs)}</time>
              <span>{event.text}</span>
            </li>
          ))}
        </ol>
      ) : null}
      {receipt ? (
        <>
          <h3 className={styles.sectionHead}>
            Receipt
            <StatePill tone={receipt.verified ? 'good' : 'soon'} size="small">
              {receipt.verified ? 'Signature verified' : 'Not verified'}
            </StatePill>
          </h3>
          <dl className={styles.receipt}>
            <dt>Stored</dt>
            <dd>{whenText(receipt.storedAtMs, zone, nowMs)}</dd>
            <dt>Store</dt>
            <dd>{receipt.storeId}</dd>
            <dt>Size</dt>
            <dd>{receipt.sizeBytes.toLocaleString('en')} bytes</dd>
            <dt>Zip, SHA-256</dt>
            <dd className={styles.receiptHash}>{receipt.zipSha256}</dd>
          </dl>
        </>
      ) : null}
    </>
  );
};
