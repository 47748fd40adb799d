import { useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import type { CallError, CallOutput } from '../../platform/client.ts';
import { useZone, whenText } from '../../platform/dates.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useMay } from '../../platform/session.ts';
import { KIND_WORDS } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { deadlineTone, useNowMs } from '../../ui/countdown.tsx';
import { durationText } from '../../ui/duration-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Working } from '../../ui/progress.tsx';
import { RowList } from '../../ui/row-list.tsx';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import layout from '../../ui/layout.module.css';
import styles from './review-queue.module.css';

/** A response that waits for review. */
export type QueueRow = CallOutput<'reviews.queue'>['rows'][number];

/** What waits for a supervisor, the longest waiting first. */
export const ReviewQueue = ({ queue }: { readonly queue: UseQueryResult<CallOutput<'reviews.queue'>, CallError> }) => {
  const go = useGo();
  const nowMs = useNowMs(30_000);
  const mayDecide = useMay('review.decide');
  const rows = queue.data?.rows ?? [];
  const forMe = mayDecide ? rows.filter((row) => !row.mine) : [];
  const [picked, setPicked] = useState<string | null>(null);
  const chosen = rows.find((row) => row.case.id === picked) ?? forMe[0] ?? rows[0];
  const open = (caseId: string): void => go({ to: 'review', caseId });
  const move = (step: -1 | 1): void => {
    const next = rows[rows.findIndex((row) => row === chosen) + step];
    if (next) setPicked(next.case.id);
  };
  useKeys('Review', [
    { keys: 'J', name: 'Next in the queue', run: () => move(1), when: rows.length > 0 },
    { keys: 'K', name: 'Before it in the queue', run: () => move(-1), when: rows.length > 0 },
    { keys: 'Enter', name: 'Review it', run: () => chosen && open(chosen.case.id), when: chosen !== undefined },
  ]);
  return (
    <div className={layout.screen}>
      <header className={layout.head}>
        <h1 className={layout.title}>Review</h1>
        <span className={styles.count} aria-live="polite">
          {queue.data ? (rows.length === 0 ? '' : countWords(rows.length, forMe.length, mayDecide)) : ''}
        </span>
        <span className={layout.grow} />
        {forMe[0] ? (
          <Button variant="primary" keys="Enter" onPress={() => chosen && open(chosen.case.id)}>
            Review {chosen?.case.number}
          </Button>
        ) : null}
      </header>
      {queue.error ? (
        <ErrorState
          title="The queue can not be read"
          happened={queue.error.failure.message}
          kept="Every submission."
          incident={queue.error.failure.incident}
        />
      ) : queue.isPending ? (
        <div className={styles.waiting}>
          <Working>Reading the queue</Working>
        </div>
      ) : rows.length === 0 ? (
        <EmptyState title="Nothing waits for review" action={<Button onPress={() => go({ to: 'cases' })}>All cases</Button>}>
          A case comes here when its author submits the response. A second person reads it beside its sources, and signs it off or returns
          it.
        </EmptyState>
      ) : (
        <>
          <RowList
            label="Responses that wait for review"
            className={styles.list}
            items={rows}
            idOf={(row) => row.case.id}
            textOf={(row) => `${row.case.number} ${row.case.title}`}
            chosen={chosen?.case.id ?? null}
            onChoose={setPicked}
            onOpen={open}
            row={(row) => <QueueLine row={row} nowMs={nowMs} />}
          />
          <footer className={styles.keys}>
            <span>
              <Kbd keys="J" /> <Kbd keys="K" /> move
            </span>
            <span>
              <Kbd keys="Enter" /> open
            </span>
          </footer>
        </>
      )}
    </div>
  );
};

const countWords = (all: number, forMe: number, mayDecide: boolean): string =>
  `${all} ${all === 1 ? 'waits' : 'wait'}${mayDecide && forMe < all ? `, ${forMe} for you; the rest you wrote or submitted yourself` : ''}`;

const QueueLine = ({ row, nowMs }: { readonly row: QueueRow; readonly nowMs: number }) => {
  const zone = useZone();
  const { round } = row;
  const leftMs = row.case.dueAtMs === null ? null : row.case.dueAtMs - nowMs;
  const comments = round.comments.filter((comment) => comment.madeByName !== round.submittedByName).length;
  return (
    <div className={styles.line}>
      <span className={styles.severity}>
        <SeverityBars level={row.case.severity} />
      </span>
      <span className={styles.what}>
        <span className={styles.title}>
          <span className={styles.number}>{row.case.number}</span> {row.case.title}
        </span>
        <span className={styles.meta}>
          <Icon of={KIND_WORDS[row.case.kind].icon} size={12} /> {KIND_WORDS[row.case.kind].name}
          <span>
            Version {round.versionNo}, round {round.roundNo}
          </span>
          {comments > 0 ? <span>{comments === 1 ? '1 comment' : `${comments} comments`}</span> : null}
        </span>
      </span>
      <span className={styles.who}>
        {round.submittedByName}
        <small>
          {whenText(round.submittedAtMs, zone)}, waits {durationText(nowMs - round.submittedAtMs)}
        </small>
      </span>
      <span className={styles.mine}>
        {row.mine ? (
          <StatePill tone="quiet" size="small" bare>
            Yours, another person decides
          </StatePill>
        ) : null}
      </span>
      <span className={styles.due}>
        {leftMs === null ? (
          <span className={layout.faint}>No deadline</span>
        ) : (
          <StatePill tone={deadlineTone(leftMs) === 'good' ? 'quiet' : deadlineTone(leftMs)} bare>
            {leftMs < 0 ? `Overdue ${durationText(-leftMs)}` : durationText(leftMs)}
          </StatePill>
        )}
      </span>
    </div>
  );
};
