import { useRef, useState } from 'react';
import { FileSearch } from 'lucide-react';
import type { Verification } from '../../../core/packets/packet.ts';
import { checkPacketFile } from '../../platform/transfer.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Working } from '../../ui/progress.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { CheckList } from './check-list.tsx';
import styles from './check-packet-dialog.module.css';

type Outcome = { readonly fileName: string; readonly verification: Verification } | { readonly fileName: string; readonly problem: string };

/** Checks a packet file from anywhere against this organisation's root, without importing it. */
export const CheckPacketDialog = ({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) => {
  const input = useRef<HTMLInputElement>(null);
  const [busyWith, setBusyWith] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const check = async (file: File | undefined) => {
    if (!file) return;
    setOutcome(null);
    setBusyWith(file.name);
    const result = await checkPacketFile(file);
    setBusyWith(null);
    setOutcome(result.ok ? { fileName: file.name, verification: result.value } : { fileName: file.name, problem: result.failure.message });
  };

  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      size="wide"
      title="Check a packet file"
      lead="Every file, both signatures and the seal are checked against this organisation’s root certificate. Nothing is imported."
      footer={
        <>
          <Button onPress={onClose}>Close</Button>
          <Button variant="primary" icon={FileSearch} onPress={() => input.current?.click()} isDisabled={busyWith !== null}>
            {outcome ? 'Choose another file' : 'Choose a file'}
          </Button>
        </>
      }
    >
      <input
        ref={input}
        type="file"
        accept=".zip"
        hidden
        aria-label="Packet file"
        onChange={(event) => void check(event.target.files?.[0])}
      />
      <div
        className={styles.drop}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void check(event.dataTransfer.files[0]);
        }}
      >
        {busyWith ? <Working>Checking {busyWith}</Working> : outcome ? null : <p>Drop a .packet.zip here, or choose a file.</p>}
        {outcome ? (
          <output className={styles.result}>
            <strong>{outcome.fileName}</strong>
            {'problem' in outcome ? (
              <StatePill tone="late">{outcome.problem}</StatePill>
            ) : (
              <StatePill tone={outcome.verification.valid ? 'good' : 'late'}>
                {outcome.verification.valid
                  ? `Valid: ${outcome.verification.caseNumber ?? ''} r${outcome.verification.revision ?? ''}`
                  : `Not valid: ${outcome.verification.checks.filter((found) => !found.passed).length} of ${outcome.verification.checks.length} checks failed`}
              </StatePill>
            )}
          </output>
        ) : null}
      </div>
      {outcome && 'verification' in outcome ? <CheckList verification={outcome.verification} /> : null}
    </Dialog>
  );
};
