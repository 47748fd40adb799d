import { useEffect, useState, type ReactNode } from 'react';
import { PanelRightOpen } from 'lucide-react';
import { Bracket } from '../bracket.tsx';
import { classNames } from '../class-names.ts';
import { IconButton } from '../icon-button.tsx';
import { PageSpot } from '../pdf/page-spot.tsx';
import type { UserSpaceBox } from '../pdf/page-geometry.ts';
import { StatePill } from '../state-pill.tsx';
import { TextSpot } from './text-spot.tsx';
import styles from './source-card.module.css';

/** A place that a sentence rests on, as a card shows it. */
export interface SourceItem {
  readonly id: string;
  /** `D1 p. 3`. */
  readonly place: string;
  /** What the place says: the fact's name and value, or the document's name. */
  readonly title: string;
  readonly detail?: string | undefined;
  readonly state: 'confirmed' | 'suggested' | 'rejected' | 'quoted';
  /** `Confirmed by` whom, when. */
  readonly by: string;
  readonly sha256: string;
  readonly pageNo: number;
  readonly boxes: readonly UserSpaceBox[];
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  /** Where the PDF is read; null for formats shown as text. */
  readonly pdfUrl: string | null;
  readonly loadText: () => Promise<string>;
}

/** Props of {@link SourceCard}. `action` stands at the lower right, such as a way to detach it. */
export interface SourceCardProps {
  readonly item: SourceItem;
  readonly isChosen: boolean;
  readonly onOpen: () => void;
  readonly openKeys?: string | undefined;
  readonly action?: ReactNode;
}

const STATES = {
  confirmed: { tone: 'good', words: 'Confirmed' },
  suggested: { tone: 'quiet', words: 'Suggested only' },
  rejected: { tone: 'late', words: 'Rejected' },
  quoted: { tone: 'plain', words: 'Quoted' },
} as const;

/** One source of a sentence: the spot itself, drawn from the original with its highlight, who confirmed it and when, and the document's hash. */
export const SourceCard = ({ item, isChosen, onOpen, openKeys, action }: SourceCardProps) => {
  const state = STATES[item.state];
  return (
    <article
      className={classNames(styles.card, isChosen && styles.chosen)}
      data-source={item.id}
      aria-label={`${item.place}: ${item.title}`}
    >
      <header className={styles.head}>
        <Bracket
          state={item.state === 'confirmed' || item.state === 'quoted' ? 'confirmed' : 'suggested'}
          kind={item.state === 'quoted' ? 'quote' : 'fact'}
        >
          {item.place}
        </Bracket>
        <span className={styles.title}>
          <span className={styles.name}>{item.title}</span>
          {item.detail ? <span className={styles.detail}>{item.detail}</span> : null}
        </span>
        <IconButton icon={PanelRightOpen} size="small" label="Open in viewer" keys={openKeys} onPress={onOpen} placement="left" />
      </header>
      <div className={styles.spot}>
        {item.pdfUrl ? (
          <PageSpot
            url={item.pdfUrl}
            pageNo={item.pageNo}
            boxes={item.boxes}
            quote={item.quote}
            kind={item.state === 'quoted' ? 'quote' : 'fact'}
            state={item.state === 'suggested' ? 'suggested' : 'confirmed'}
            heightPart={0.11}
          />
        ) : (
          <LoadedText item={item} />
        )}
      </div>
      <footer className={styles.foot}>
        <StatePill tone={state.tone} bare size="small">
          {state.words}
        </StatePill>
        <span className={styles.by}>{item.by}</span>
        <code className={styles.hash} title={`SHA-256 ${item.sha256}`}>
          sha256 {item.sha256.slice(0, 4)}…{item.sha256.slice(-4)}
        </code>
        {action}
      </footer>
    </article>
  );
};

const LoadedText = ({ item }: { readonly item: SourceItem }) => {
  const [text, setText] = useState<string | null>(null);
  const { loadText } = item;
  useEffect(() => {
    let mounted = true;
    loadText().then(
      (loaded) => mounted && setText(loaded),
      () => mounted && setText(null),
    );
    return () => {
      mounted = false;
    };
  }, [loadText]);
  return <TextSpot text={text} start={item.start} end={item.end} quote={item.quote} kind={item.state === 'quoted' ? 'quote' : 'fact'} />;
};
