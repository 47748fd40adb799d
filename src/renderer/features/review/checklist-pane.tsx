import { Circle, CircleCheck, MessageSquarePlus, OctagonAlert } from 'lucide-react';
import type { Fact } from '../../../contract/evidence.ts';
import type { ChecklistLine, ReviewComment, ReviewRound } from '../../../contract/responses.ts';
import type { Anchor } from '../../../core/evidence/anchor.ts';
import type { ResponseSentence } from '../../../core/responses/response.ts';
import { sourcesOf, type SentenceSource } from '../../../core/responses/sentence-sources.ts';
import { useZone, whenText } from '../../platform/dates.ts';
import { useMay } from '../../platform/session.ts';
import { Bracket } from '../../ui/bracket.tsx';
import { Button } from '../../ui/button.tsx';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { CommentCard } from '../../ui/letter/comment-card.tsx';
import layout from '../../ui/layout.module.css';
import { CommentForm } from './comment-form.tsx';
import styles from './checklist-pane.module.css';

/** Props of {@link ChecklistPane}. */
export interface ChecklistPaneProps {
  readonly checklist: readonly ChecklistLine[];
  readonly round: ReviewRound;
  readonly comments: readonly (ReviewComment & { readonly label: string })[];
  readonly isMine: boolean;
  readonly chosen: ResponseSentence | null;
  readonly isCommenting: boolean;
  readonly onCommenting: (open: boolean) => void;
  readonly placeOf: (anchor: Anchor) => string;
  readonly facts: readonly Fact[];
  readonly onSource: (source: SentenceSource<Fact>) => void;
  readonly onChoose: (sentenceId: string) => void;
}

const GROUPS = [
  ['validity', 'Validity'],
  ['scope', 'Scope'],
  ['response', 'Response'],
] as const;

/** What has to hold before a sign-off, what does, and what was said about the response. */
export const ChecklistPane = ({
  checklist,
  round,
  comments,
  isMine,
  chosen,
  isCommenting,
  onCommenting,
  placeOf,
  facts,
  onSource,
  onChoose,
}: ChecklistPaneProps) => {
  const zone = useZone();
  const mayDecide = useMay('review.decide');
  const canComment = mayDecide && !isMine && round.outcome === 'waiting';
  return (
    <section className={styles.pane} aria-label="Checklist">
      <header className={layout.toolbar}>
        <h2 className={styles.name}>Checklist</h2>
        <span className={layout.count}>
          {checklist.filter((line) => line.holds).length} of {checklist.length}
        </span>
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a pane that scrolls takes the focus, so that the arrow keys scroll it */}
      <section className={styles.scroll} tabIndex={0} aria-label="Checklist and comments">
        {GROUPS.map(([group, name]) => {
          const lines = checklist.filter((line) => line.group === group);
          if (lines.length === 0) return null;
          return (
            <section key={group} className={styles.group} aria-label={name}>
              <h3 className={layout.sectionHead}>
                {name}{' '}
                <span className={layout.count}>
                  {lines.filter((line) => line.holds).length} of {lines.length}
                </span>
              </h3>
              <ul>
                {lines.map((line) => (
                  <Line
                    key={line.id}
                    line={line}
                    placeOf={placeOf}
                    onSource={(anchor) => onSource(sourceAt(anchor, facts))}
                    onChoose={onChoose}
                  />
                ))}
              </ul>
            </section>
          );
        })}
        <section className={styles.comments} aria-label="Comments">
          <h3 className={classNames(layout.sectionHead, styles.commentsHead)}>
            Comments <span className={layout.count}>{comments.length === 0 ? '' : comments.length}</span>
            <span className={layout.grow} />
            {canComment && !isCommenting ? (
              <Button size="small" variant="quiet" icon={MessageSquarePlus} keys="M" onPress={() => onCommenting(true)}>
                Comment
              </Button>
            ) : null}
          </h3>
          {isCommenting && canComment ? (
            <CommentForm submissionId={round.submissionId} chosen={chosen} onClose={() => onCommenting(false)} />
          ) : null}
          {comments.map((comment) => (
            <CommentCard
              key={comment.id}
              label={comment.label}
              text={comment.text}
              madeByName={comment.madeByName}
              when={whenText(comment.madeAtMs, zone)}
              isChosen={comment.sentenceId !== null && comment.sentenceId === chosen?.id}
              onPress={comment.sentenceId ? () => onChoose(comment.sentenceId ?? '') : undefined}
            />
          ))}
          {comments.length === 0 && !(isCommenting && canComment) ? (
            <p className={styles.none}>
              {canComment
                ? 'Choose a sentence and press M to say what has to change. Comments go back with the response.'
                : noCommentWords(round, isMine)}
            </p>
          ) : null}
        </section>
      </section>
    </section>
  );
};

const noCommentWords = (round: ReviewRound, isMine: boolean): string =>
  round.outcome !== 'waiting'
    ? 'No comments were made.'
    : isMine
      ? 'No comments yet. What the supervisor says appears here.'
      : 'No comments yet. A supervisor makes them.';

/** The place of a checklist line with the fact that reads it. */
const sourceAt = (anchor: Anchor, facts: readonly Fact[]): SentenceSource<Fact> =>
  sourcesOf({ factIds: [], anchors: [anchor] }, facts)[0] ?? { anchor, fact: null, citedAs: 'spot' };

interface LineProps {
  readonly line: ChecklistLine;
  readonly placeOf: (anchor: Anchor) => string;
  readonly onSource: (anchor: Anchor) => void;
  readonly onChoose: (sentenceId: string) => void;
}

const Line = ({ line, placeOf, onSource, onChoose }: LineProps) => {
  const state = line.holds ? 'holds' : line.blocks ? 'stops' : 'open';
  const [sentenceId] = line.sentenceIds;
  const { anchor } = line;
  return (
    <li className={styles.line} data-state={state}>
      <Icon of={line.holds ? CircleCheck : line.blocks ? OctagonAlert : Circle} />
      <span className={styles.words}>
        <span className={layout.readersOnly}>{line.holds ? 'Holds: ' : line.blocks ? 'Stops the sign-off: ' : 'Open: '}</span>
        <span className={styles.text}>{line.text}</span>
        {line.holds || line.detail === '' ? null : <span className={styles.detail}>{line.detail}</span>}
      </span>
      {!line.holds && sentenceId ? (
        <Button size="small" onPress={() => onChoose(sentenceId)}>
          Show
        </Button>
      ) : anchor ? (
        <Bracket state="confirmed" quote={anchor.quote} label={`Show the source, ${placeOf(anchor)}`} onPress={() => onSource(anchor)}>
          {placeOf(anchor)}
        </Bracket>
      ) : null}
    </li>
  );
};
