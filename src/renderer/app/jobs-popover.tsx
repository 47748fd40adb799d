import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { CallOutput } from '../platform/client.ts';
import { useMay } from '../platform/session.ts';
import { useAct } from '../platform/use-call.ts';
import { Popover } from '../ui/popover.tsx';
import { ProgressRow } from '../ui/progress.tsx';
import { StatePill } from '../ui/state-pill.tsx';
import styles from './status-bar.module.css';

type Job = CallOutput<'desk.status'>['jobs'][number];

/** Props of {@link JobsPopover}: the desk's jobs; children are the words of the button. */
export interface JobsPopoverProps {
  readonly jobs: readonly Job[];
  readonly children: ReactNode;
}

/** The work going on in the background: counts, rate, time left, cancel. */
export const JobsPopover = ({ jobs, children }: JobsPopoverProps) => {
  const cancel = useAct('desk.cancelJob');
  const mayCancel = useMay('document.import');
  const running = jobs.filter((job) => job.state === 'running' || job.state === 'waiting');
  const failed = jobs.filter((job) => job.state === 'failed');
  return (
    <Popover label="Jobs of this desk" placement="top end" trigger={<AriaButton className={styles.jobs ?? ''}>{children}</AriaButton>}>
      <div className={styles.list}>
        <h2 className={styles.listTitle}>Going on in the background</h2>
        {running.length === 0 ? (
          <p className={styles.none}>Nothing runs. Imports, reading and sending show here with their progress.</p>
        ) : null}
        {running.map((job) => (
          <ProgressRow
            key={job.id}
            title={job.label}
            label={job.label}
            done={job.state === 'waiting' ? undefined : job.doneUnits}
            total={job.totalUnits}
            unit={job.unit}
            perSecond={rateOf(job)}
            note={job.state === 'waiting' ? 'waits its turn' : undefined}
            onCancel={mayCancel && job.kind !== 'sync' ? () => void cancel.run({ jobId: job.id }) : undefined}
          />
        ))}
        {failed.map((job) => (
          <div key={job.id}>
            <StatePill tone="late" bare>
              {job.label}
            </StatePill>
            <p className={styles.none}>{job.problem ?? 'It stopped without a reason.'}</p>
          </div>
        ))}
      </div>
    </Popover>
  );
};

const rateOf = (job: Job): number | undefined => {
  if (job.startedAtMs === undefined || job.doneUnits === 0) return undefined;
  const seconds = (Date.now() - job.startedAtMs) / 1_000;
  return seconds > 0.5 ? job.doneUnits / seconds : undefined;
};
