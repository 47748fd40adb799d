import { useState } from 'react';
import { Download } from 'lucide-react';
import { saveFile } from '../../platform/transfer.ts';
import { useSession } from '../../platform/session.ts';
import { TIME_ZONES } from '../../platform/time-zones.ts';
import { Button } from '../../ui/button.tsx';
import { ComboBox } from '../../ui/combo-box.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import { Select } from '../../ui/select.tsx';
import { SampleDesk } from './sample-desk.tsx';
import { useSettings } from './use-settings.ts';
import styles from './settings.module.css';

const LOCK_MINUTES = ['5', '10', '15', '30', '60', '120'] as const;

/** How long the vault stays open, and whose clock the desk shows. */
export const DeskPart = () => {
  const { settings, loadFailure, closedReason, failure, save } = useSettings();
  const session = useSession();
  const [zone, setZone] = useState<string | null>(null);
  if (loadFailure)
    return <ErrorState title="The settings cannot be shown" happened={loadFailure.message} incident={loadFailure.incident} />;
  if (!settings) return <Working>Reading the settings</Working>;
  const minutes = String(settings.lockAfterMinutes);
  const choices = LOCK_MINUTES.includes(minutes as (typeof LOCK_MINUTES)[number]) ? LOCK_MINUTES : [minutes, ...LOCK_MINUTES];
  return (
    <>
      <header className={styles.head}>
        <h2>Desk {session?.deskName}</h2>
        <p>{closedReason ? `${closedReason}; you see how it is set.` : 'These hold for everyone at this desk.'}</p>
      </header>
      <div className={styles.form}>
        <Select
          label="Lock when nobody is at work"
          options={choices.map((choice) => ({ id: choice, name: `After ${choice} minutes` }))}
          value={minutes}
          onChange={(choice) => void save({ lockAfterMinutes: Number(choice) }, `Locks after ${choice} minutes`)}
          isDisabled={closedReason !== null}
          help="The database is closed and the keys leave the memory"
        />
        <ComboBox
          label="Time zone of the desk"
          options={TIME_ZONES}
          value={zone ?? settings.timeZone}
          onChange={(choice) => {
            setZone(choice);
            if (choice && choice !== settings.timeZone) void save({ timeZone: choice }, `Times show in ${choice.replaceAll('_', ' ')}`);
          }}
          isDisabled={closedReason !== null}
          help="Deadlines keep their own zone; this one stands beside it"
        />
        {failure ? (
          <p role="alert" className={styles.failure}>
            {failure.message}
          </p>
        ) : null}
        <div className={styles.labelled}>
          <span className={styles.label}>Root certificate of your organisation</span>
          <p className={styles.soft}>Whoever checks a packet needs this certificate from you, by a way other than the packet itself.</p>
          <Button icon={Download} onPress={() => void saveFile({ kind: 'root-certificate' }, 'root.pem')}>
            Save root.pem
          </Button>
        </div>
        <SampleDesk />
      </div>
    </>
  );
};
