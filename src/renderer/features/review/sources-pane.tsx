import { MessageSquarePlus, PanelRightOpen } from 'lucide-react';
import type { Fact } from '../../../contract/evidence.ts';
import type { ResponseSentence, Support } from '../../../core/responses/response.ts';
import type { SentenceSource } from '../../../core/responses/sentence-sources.ts';
import type { SourceItems } from '../../platform/source-items.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { SourceCard } from '../../ui/letter/source-card.tsx';
import layout from '../../ui/layout.module.css';
import styles from './panes.module.css';

/** Props of {@link SourcesPane}. `isPinned` shows the place of a checklist line instead of a sentence's sources. */
export interface SourcesPaneProps {
  readonly chosen: ResponseSentence | null;
  readonly isPinned: boolean;
  readonly support: Support | null;
  readonly sources: readonly SentenceSource<Fact>[];
  readonly items: SourceItems;
  readonly onOpen: (source: SentenceSource<Fact>) => void;
  readonly onComment: (() => void) | null;
}

/** What the chosen sentence rests on: each place drawn from the original, who confirmed it and when. */
export const SourcesPane = ({ chosen, isPinned, support, sources, items, onOpen, onComment }: SourcesPaneProps) => {
  const first = sources[0];
  return (
    <section className={styles.side} aria-label="Sources" data-thread-pane>
      <header className={layout.toolbar}>
        <h2 className={styles.name}>Sources</h2>
        <span className={layout.count}>{isPinned ? 'of a checklist line' : chosen ? `${sources.length} for the chosen sentence` : ''}</span>
        <span className={layout.grow} />
        {first ? (
          <Button size="small" variant="quiet" icon={PanelRightOpen} keys="O" onPress={() => onOpen(first)}>
            Open in viewer
          </Button>
        ) : null}
      </header>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a pane that scrolls takes the focus, so that the arrow keys scroll it */}
      <section className={styles.cards} tabIndex={0} aria-label="Sources of the chosen sentence">
        {sources.map((source, at) => (
          <SourceCard key={items.itemOf(source).id} item={items.itemOf(source)} isChosen={at === 0} onOpen={() => onOpen(source)} />
        ))}
        {sources.length > 0 ? null : chosen ? (
          <NoSources support={support} onComment={onComment} />
        ) : (
          <EmptyState compact title="Choose a sentence">
            Press a bracket in the margin, or walk with [ and ]. What the sentence rests on appears here, each spot drawn from its document.
          </EmptyState>
        )}
      </section>
    </section>
  );
};

const NoSources = ({ support, onComment }: { readonly support: Support | null; readonly onComment: (() => void) | null }) =>
  support === 'template' ? (
    <EmptyState compact title="Template text">
      These words stand in the template for every case. They need no source.
    </EmptyState>
  ) : (
    <EmptyState
      compact
      title="No source"
      action={
        onComment ? (
          <Button icon={MessageSquarePlus} keys="M" onPress={onComment}>
            Ask for the source
          </Button>
        ) : null
      }
    >
      Nothing supports this sentence. Ask its author to attach a confirmed fact or to cut it.
    </EmptyState>
  );
