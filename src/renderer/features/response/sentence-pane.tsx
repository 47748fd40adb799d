import { ArrowDown, ArrowUp, Link2, Pencil, Pilcrow, Plus, Trash2, Unlink } from 'lucide-react';
import type { Fact } from '../../../contract/evidence.ts';
import type { ReviewComment } from '../../../contract/responses.ts';
import type { ResponseSentence, Support } from '../../../core/responses/response.ts';
import type { SentenceSource } from '../../../core/responses/sentence-sources.ts';
import { useZone, whenText } from '../../platform/dates.ts';
import type { SourceItems } from '../../platform/source-items.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { CommentCard } from '../../ui/letter/comment-card.tsx';
import { SourceCard } from '../../ui/letter/source-card.tsx';
import layout from '../../ui/layout.module.css';
import styles from './sentence-pane.module.css';

/** What can be done with the chosen sentence. */
export interface SentenceActions {
  readonly edit: () => void;
  readonly addSentence: () => void;
  readonly addParagraph: () => void;
  readonly move: (direction: -1 | 1) => void;
  readonly remove: () => void;
  readonly attach: () => void;
  readonly detach: (source: SentenceSource<Fact>) => void;
}

/** The chosen sentence with how it stands. */
export interface ChosenSentence {
  readonly sentence: ResponseSentence;
  readonly at: number;
  readonly of: number;
  readonly support: Support;
  readonly inTable: boolean;
  /** Its words were the template's or a fact's before the person changed them. */
  readonly isReworded: boolean;
  readonly sources: readonly SentenceSource<Fact>[];
  /** Sources that came with the words of a template stay as long as the words do; what a person attached can be taken off. */
  readonly canDetach: (source: SentenceSource<Fact>) => boolean;
}

/** Props of {@link SentencePane}. `actions` is null where nothing can be changed. */
export interface SentencePaneProps {
  readonly chosen: ChosenSentence | null;
  readonly actions: SentenceActions | null;
  readonly items: SourceItems;
  readonly comments: readonly (ReviewComment & { readonly label: string })[];
  readonly onChooseSentence: (id: string) => void;
  readonly onOpen: (source: SentenceSource<Fact>) => void;
}

/** Beside the paper: what the chosen sentence rests on, what can be done with it, and what the supervisor said. */
export const SentencePane = ({ chosen, actions, items, comments, onChooseSentence, onOpen }: SentencePaneProps) => {
  const zone = useZone();
  const here = chosen ? comments.filter((comment) => comment.sentenceId === chosen.sentence.id) : [];
  const others = comments.filter((comment) => !here.includes(comment));
  return (
    <div className={styles.pane} data-thread-pane>
      <header className={layout.toolbar}>
        <h2 className={styles.head}>Sources</h2>
        <span className={layout.count}>{chosen ? `sentence ${chosen.at} of ${chosen.of}` : ''}</span>
        <span className={layout.grow} />
        {chosen && actions ? <SentenceTools chosen={chosen} actions={actions} /> : null}
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a pane that scrolls takes the focus, so that the arrow keys scroll it */}
      <section className={styles.scroll} tabIndex={0} aria-label="Sources of the chosen sentence">
        {chosen ? (
          <>
            <p className={styles.origin}>{originWords(chosen, actions !== null)}</p>
            {here.map((comment) => (
              <CommentCard key={comment.id} {...comment} when={whenText(comment.madeAtMs, zone)} />
            ))}
            {chosen.sources.map((source, at) => (
              <SourceCard
                key={items.itemOf(source).id}
                item={items.itemOf(source)}
                isChosen={at === 0}
                openKeys={at === 0 ? 'O' : undefined}
                onOpen={() => onOpen(source)}
                action={
                  actions && chosen.canDetach(source) ? (
                    <Button size="small" variant="quiet" icon={Unlink} onPress={() => actions.detach(source)}>
                      Detach
                    </Button>
                  ) : undefined
                }
              />
            ))}
            {actions && chosen.support !== 'template' ? (
              <Button icon={Link2} keys="S" onPress={actions.attach} className={styles.attach}>
                {chosen.sources.length > 0 ? 'Attach another fact' : 'Attach a confirmed fact'}
              </Button>
            ) : null}
          </>
        ) : (
          <EmptyState compact title="Choose a sentence">
            Press a bracket in the margin, or walk with [ and ]. Its sources appear here, each with the spot in the document.
          </EmptyState>
        )}
        {others.length > 0 ? (
          <section className={styles.comments} aria-label="Comments of the review">
            <h3 className={styles.commentsHead}>{here.length > 0 ? 'Other comments' : 'Comments of the review'}</h3>
            {others.map((comment) => (
              <CommentCard
                key={comment.id}
                {...comment}
                when={whenText(comment.madeAtMs, zone)}
                onPress={comment.sentenceId ? () => onChooseSentence(comment.sentenceId ?? '') : undefined}
              />
            ))}
          </section>
        ) : null}
      </section>
    </div>
  );
};

const originWords = ({ sentence, support, isReworded, sources }: ChosenSentence, canWrite: boolean): string => {
  if (support === 'template') return 'Fixed words of the template. They need no source; once you change them, they are yours and need one.';
  if (support === 'none') {
    const next = canWrite ? ' Attach a confirmed fact, or take the sentence out.' : '';
    return sources.length > 0 || sentence.factIds.length > 0
      ? `A fact behind these words is no longer held true.${next}`
      : `${sentence.origin === 'person' ? 'A person’s own words.' : 'These words.'} Nothing supports them yet.${next}`;
  }
  if (isReworded) return 'You changed these words. Check that each source below still says so, and detach what does not.';
  if (support === 'suggested') return 'A fact behind these words is only suggested. Confirm it in Documents before the review.';
  return sentence.origin === 'facts'
    ? 'Filled from confirmed facts. The sources stay as long as the words do.'
    : 'A person’s own words, supported by the places below.';
};

const SentenceTools = ({ chosen, actions }: { readonly chosen: ChosenSentence; readonly actions: SentenceActions }) => (
  <div className={styles.tools} role="toolbar" aria-label="The chosen sentence">
    <IconButton icon={Pencil} size="small" label="Edit the words" keys="Enter" onPress={actions.edit} />
    {chosen.inTable ? null : (
      <>
        <IconButton icon={Plus} size="small" label="Add a sentence behind it" keys="N" onPress={actions.addSentence} />
        <IconButton icon={Pilcrow} size="small" label="Add a paragraph below" keys="Shift+N" onPress={actions.addParagraph} />
        <IconButton icon={ArrowUp} size="small" label="Move up" keys="Alt+ArrowUp" onPress={() => actions.move(-1)} />
        <IconButton icon={ArrowDown} size="small" label="Move down" keys="Alt+ArrowDown" onPress={() => actions.move(1)} />
      </>
    )}
    <IconButton icon={Trash2} size="small" label={chosen.inTable ? 'Empty the cell' : 'Take it out'} keys="Del" onPress={actions.remove} />
  </div>
);
