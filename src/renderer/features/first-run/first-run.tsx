import { useState } from 'react';
import { Check, Unplug } from 'lucide-react';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { Icon } from '../../ui/icon.tsx';
import { BeginStep } from './begin-step.tsx';
import { PassphraseStep } from './passphrase-step.tsx';
import { RecoveryKeyStep } from './recovery-key-step.tsx';
import styles from './first-run.module.css';

interface Made {
  readonly deskName: string;
  readonly userName: string;
  /** Kept in memory until the sample desk has been made or declined, then dropped with this screen. */
  readonly passphrase: string;
  readonly recoveryKey: string;
}

const STEPS = [
  { name: 'Passphrase', detail: 'Opens this desk only' },
  { name: 'Recovery key', detail: 'Shown once, kept by you' },
  { name: 'Begin', detail: 'Sample desk or empty' },
] as const;

/** The first minutes: a passphrase, the recovery key, and how to begin. */
export const FirstRun = ({ onFinished }: { readonly onFinished: () => void }) => {
  const [made, setMade] = useState<Made | null>(null);
  const [isKeySaved, setKeySaved] = useState(false);
  const at = made === null ? 0 : isKeySaved ? 2 : 1;
  return (
    <div className={styles.page}>
      <aside className={styles.steps}>
        <p className={styles.brand}>
          <BrandMark />
          <span>Casewright</span>
        </p>
        <ol>
          {STEPS.map((step, index) => (
            <li key={step.name} {...(index === at ? { 'aria-current': 'step' as const } : {})}>
              <span className={styles.number} data-state={index < at ? 'done' : index === at ? 'now' : undefined}>
                {index < at ? <Icon of={Check} size={12} /> : index + 1}
              </span>
              <span>
                {step.name}
                <small>{step.detail}</small>
              </span>
            </li>
          ))}
        </ol>
        <p className={styles.offline}>
          <Icon of={Unplug} size={14} />
          No network needed
        </p>
      </aside>
      <main className={styles.main}>
        {made === null ? (
          <PassphraseStep onMade={setMade} />
        ) : isKeySaved ? (
          <BeginStep passphrase={made.passphrase} userName={made.userName} onFinished={onFinished} />
        ) : (
          <RecoveryKeyStep
            recoveryKey={made.recoveryKey}
            deskName={made.deskName}
            userName={made.userName}
            onSaved={() => setKeySaved(true)}
          />
        )}
      </main>
    </div>
  );
};
