import { useState } from 'react';
import { OctagonAlert, Stamp, Undo2 } from 'lucide-react';
import type { ReviewRound } from '../../../contract/responses.ts';
import type { CallOutput } from '../../platform/client.ts';
import { useZone, whenText } from '../../platform/dates.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useMay, useSession } from '../../platform/session.ts';
import { countText } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { SupportStrip } from '../../ui/letter/support-legend.tsx';
import type { LetterUnit } from '../../ui/letter/letter-units.ts';
import { PersonMark } from '../../ui/person-mark.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import { ReturnDialog } from './return-dialog.tsx';
import type { QueueRow } from './review-queue.tsx';
import { SignOffDialog } from './sign-off-dialog.tsx';
import styles from './decision-bar.module.css';

/** Props of {@link DecisionBar}. */
export interface DecisionBarProps {
  readonly review: CallOutput<'reviews.get'>;
  readonly round: ReviewRound;
  readonly units: readonly LetterUnit[];
  readonly queue: readonly QueueRow[];
  readonly isMine: boolean;
}

/** Who wrote and who approves, how the sentences stand, why the sign-off is closed, and the two ways to decide. */
export const DecisionBar = ({ review, round, units, queue, isMine }: DecisionBarProps) => {
  const go = useGo();
  const me = useSession()?.user;
  const mayDecide = useMay('review.decide');
  const [open, setOpen] = useState<'return' | 'sign' | null>(null);
  const { signOff, version } = review;
  const isWaiting = round.outcome === 'waiting';
  // The desk answers who may sign; the window never opens the button on the reader's own work, whatever the answer.
  const canSign = signOff.allowed && isWaiting && !isMine;
  const returnClosed = !isWaiting
    ? null
    : isMine
      ? 'You wrote or submitted this; another supervisor returns it'
      : mayDecide
        ? null
        : 'Only a supervisor returns a response';
  const comments = round.comments.filter((comment) => comment.madeByName !== round.submittedByName).length;
  const settle = (title: string, detail: string): void => {
    setOpen(null);
    const next = queue.find((row) => row.case.id !== review.case.id && !row.mine);
    showToast({ tone: 'good', title, detail: next ? `Next: ${next.case.number}` : detail });
    go(next ? { to: 'review', caseId: next.case.id } : { to: 'review' }, { replace: true });
  };
  useKeys('Review', [
    { keys: 'Shift+R', name: 'Return with comments', run: () => setOpen('return'), when: isWaiting && returnClosed === null },
    { keys: 'Ctrl+Enter', name: 'Sign off', run: () => setOpen('sign'), when: canSign },
  ]);
  return (
    <footer className={styles.bar}>
      <Parties authorName={version.writtenByName} round={round} isMine={isMine} me={me?.name ?? ''} mayDecide={mayDecide} />
      <span className={styles.rule} />
      <SupportStrip units={units} />
      <span className={styles.grow} />
      {isWaiting ? (
        <>
          {canSign ? null : <Reasons reasons={signOff.reasons} />}
          <Button size="large" icon={Undo2} keys="Shift+R" disabledReason={returnClosed} onPress={() => setOpen('return')}>
            {comments > 0 ? `Return with ${countText(comments, 'comment')}` : 'Return'}
          </Button>
          <Button
            size="large"
            variant={canSign ? 'primary' : 'default'}
            icon={Stamp}
            keys="Ctrl+Enter"
            disabledReason={
              canSign ? null : (signOff.reasons[0] ?? 'You wrote or submitted this response; another supervisor signs it off.')
            }
            onPress={() => setOpen('sign')}
          >
            Sign off
          </Button>
        </>
      ) : (
        <Decided round={round} caseId={review.case.id} />
      )}
      <ReturnDialog
        isOpen={open === 'return'}
        round={round}
        caseNumber={review.case.number}
        comments={comments}
        onClose={() => setOpen(null)}
        onReturned={() => settle(`${review.case.number} is returned to ${version.writtenByName}`, 'Nothing else waits for you.')}
      />
      <SignOffDialog
        isOpen={open === 'sign'}
        review={review}
        round={round}
        onClose={() => setOpen(null)}
        onSigned={() => settle(`${review.case.number} is signed off`, 'Export staff can seal it now. Nothing else waits for you.')}
      />
    </footer>
  );
};

interface PartiesProps {
  readonly authorName: string;
  readonly round: ReviewRound;
  readonly isMine: boolean;
  readonly me: string;
  readonly mayDecide: boolean;
}

const Parties = ({ authorName, round, isMine, me, mayDecide }: PartiesProps) => {
  const second = round.reviewerName ?? (isMine || !mayDecide ? null : me);
  const decided = round.outcome === 'approved' ? 'signed it off' : 'returned it';
  const words =
    round.outcome !== 'waiting'
      ? `${authorName} wrote, ${round.reviewerName ?? 'a supervisor'} ${decided}`
      : isMine
        ? `${authorName === me ? 'You wrote' : 'You had a hand in'} this, another approves`
        : mayDecide
          ? `${authorName} wrote, you approve`
          : `${authorName} wrote, a supervisor approves`;
  return (
    <div className={styles.parties}>
      <span className={styles.marks}>
        <PersonMark name={authorName} size="large" label={false} />
        {second ? <PersonMark name={second} size="large" label={false} /> : null}
      </span>
      <span className={styles.partiesWords}>
        <strong>{words}</strong>
        <span>Two different people, two keys</span>
      </span>
    </div>
  );
};

const Reasons = ({ reasons }: { readonly reasons: readonly string[] }) => {
  const [first, ...more] = reasons;
  if (!first) return null;
  return (
    <div className={styles.reasons} title={reasons.join('\n')}>
      <StatePill tone="bare" bare size="small" icon={OctagonAlert}>
        Sign off is closed
      </StatePill>
      <span className={styles.reason}>
        {first}
        {more.length > 0 ? ` And ${more.length} more.` : ''}
      </span>
    </div>
  );
};

const Decided = ({ round, caseId }: { readonly round: ReviewRound; readonly caseId: string }) => {
  const go = useGo();
  const zone = useZone();
  const isApproved = round.outcome === 'approved';
  return (
    <>
      <div className={styles.reasons}>
        <StatePill tone={isApproved ? 'good' : 'held'} bare size="small" icon={isApproved ? Stamp : Undo2}>
          {isApproved ? 'Signed off' : 'Returned'}
          {round.decidedAtMs ? `, ${whenText(round.decidedAtMs, zone)}` : ''}
        </StatePill>
        <span className={styles.reason}>{round.comment || (isApproved ? 'Both signatures lie over the frozen content.' : '')}</span>
      </div>
      <Button size="large" onPress={() => go({ to: 'case', caseId, tab: isApproved ? 'packet' : 'response' })}>
        {isApproved ? 'Open the packet' : 'Open the response'}
      </Button>
    </>
  );
};
