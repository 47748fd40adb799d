import { ChevronDown, ChevronUp, History, Stamp, User } from 'lucide-react';
import type { CaseRow } from '../../../contract/cases.ts';
import type { ResponseVersion, ReviewRound } from '../../../contract/responses.ts';
import { requestTypeName } from '../../../core/requests/request-types.ts';
import { dayIn, dayText, timeText, useZone, whenText, zoneName } from '../../platform/dates.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { KIND_WORDS } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { Countdown, useNowMs } from '../../ui/countdown.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { Tag } from '../../ui/tag.tsx';
import type { QueueRow } from './review-queue.tsx';
import styles from './review-head.module.css';

/** Props of {@link ReviewHead}. */
export interface ReviewHeadProps {
  readonly row: CaseRow;
  readonly round: ReviewRound;
  readonly version: ResponseVersion;
  readonly queue: readonly QueueRow[];
}

const OUTCOMES = { waiting: 'In review', approved: 'Signed off', returned: 'Returned' } as const;

/** Which case is reviewed, who wrote and submitted it, how long there is, and where it stands in the queue. */
export const ReviewHead = ({ row, round, version, queue }: ReviewHeadProps) => {
  const go = useGo();
  const zone = useZone();
  const nowMs = useNowMs(10_000);
  const at = queue.findIndex((one) => one.case.id === row.id);
  const step = (direction: -1 | 1): void => {
    const next = at < 0 ? queue[0] : queue[at + direction];
    if (next) go({ to: 'review', caseId: next.case.id });
  };
  useKeys('Review', [
    { keys: 'J', name: 'Next in the queue', run: () => step(1), when: queue.length > 1 },
    { keys: 'K', name: 'Before it in the queue', run: () => step(-1), when: queue.length > 1 },
  ]);
  const inZone = (name: string, dueAtMs: number): string =>
    `${dayText(dayIn(dueAtMs, name), 'short')} ${timeText(dueAtMs, name)} ${zoneName(dueAtMs, name)}`;
  const here =
    row.dueAtMs === null || zone === row.dueZone || inZone(zone, row.dueAtMs) === inZone(row.dueZone, row.dueAtMs)
      ? undefined
      : inZone(zone, row.dueAtMs);
  return (
    <header className={styles.head}>
      <div className={styles.what}>
        <h1 className={styles.title} title={row.title}>
          <span className={styles.number}>{row.number}</span> {row.title}
        </h1>
        <div className={styles.meta}>
          <Tag icon={KIND_WORDS[row.kind].icon}>
            {row.kind === 'legal-request' ? requestTypeName(row.requestType) : KIND_WORDS[row.kind].name}
          </Tag>
          <SeverityBars level={row.severity} showWord />
          <span className={styles.item}>
            <Icon of={Stamp} size={14} />
            {OUTCOMES[round.outcome]}, version {round.versionNo}
          </span>
          <span className={`${styles.item} ${styles.wide}`}>
            <Icon of={User} size={14} />
            Written by {version.writtenByName}
          </span>
          <span className={`${styles.item} ${styles.wide}`}>
            <Icon of={History} size={14} />
            Submitted {whenText(round.submittedAtMs, zone)}
          </span>
        </div>
      </div>
      {row.dueAtMs === null ? (
        <span className={styles.none}>No deadline set</span>
      ) : (
        <Countdown dueAtMs={row.dueAtMs} nowMs={nowMs} dueText={inZone(row.dueZone, row.dueAtMs)} hereText={here} />
      )}
      <Button variant="quiet" size="small" onPress={() => go({ to: 'case', caseId: row.id })}>
        Open the case
      </Button>
      {queue.length > 0 ? (
        <span className={styles.steps}>
          <IconButton icon={ChevronUp} label="Before it in the queue" keys="K" isDisabled={at === 0} onPress={() => step(-1)} />
          <span className={styles.place}>{at < 0 ? `${queue.length} wait` : `${at + 1} of ${queue.length}`}</span>
          <IconButton icon={ChevronDown} label="Next in the queue" keys="J" isDisabled={at === queue.length - 1} onPress={() => step(1)} />
        </span>
      ) : null}
    </header>
  );
};
