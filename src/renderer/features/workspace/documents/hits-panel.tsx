import { useEffect, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { DocumentRow } from '../../../../contract/documents.ts';
import { classNames } from '../../../ui/class-names.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { claimId } from './claim.ts';
import type { Find } from './use-find.ts';
import { moveAmongRows } from './use-claim-keys.ts';
import styles from './panel.module.css';

/** Props of {@link HitsPanel}. `withScope` offers to look in the whole case. */
export interface HitsPanelProps {
  readonly find: Find;
  readonly document: DocumentRow;
  readonly chosenId: string | null;
  readonly withScope: boolean;
  readonly onHit: (at: number) => void;
}

/** Every place where the words stand, in reading order. From a chosen hit, F, T, X and N make the same things as from a selection. */
export const HitsPanel = ({ find, document, chosenId, withScope, onHit }: HitsPanelProps) => {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions change with the scroll; nothing here memoises them
  const rows = useVirtualizer({
    count: find.hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 58,
    overscan: 8,
    measureElement: (element) => element.getBoundingClientRect().height,
  });
  useEffect(() => {
    if (find.at >= 0) rows.scrollToIndex(find.at, { align: 'auto' });
  }, [rows, find.at]);
  const asked = find.query.trim();
  return (
    <>
      {withScope ? (
        <div className={styles.scope}>
          <SegmentedControl
            label="Where to look"
            value={find.scope}
            onChange={find.setScope}
            segments={[
              { id: 'document', name: 'This document' },
              { id: 'case', name: 'Whole case' },
            ]}
          />
          {asked !== '' && find.ms !== null ? (
            <span className={styles.sectionNote}>{find.ms < 1 ? 'under 1' : Math.round(find.ms)} ms</span>
          ) : null}
        </div>
      ) : null}
      {document.state === 'reading' || document.state === 'stored' ? (
        <output className={styles.reading}>
          Still reading
          {document.pageCount ? `, ${document.pagesRead.toLocaleString('en')} of ${document.pageCount.toLocaleString('en')} pages` : ''}.
          Hits come from what is read so far.
        </output>
      ) : null}
      {asked === '' ? (
        <EmptyState compact title="Find words">
          Type in the find field (Ctrl F). Every place they stand is listed here; F3 walks through them.
        </EmptyState>
      ) : find.problem ? (
        <p className={styles.reading}>{find.problem}</p>
      ) : find.hits.length === 0 && !find.isBusy ? (
        <EmptyState compact title={`No “${asked}” here`}>
          {document.state === 'kept-unreadable'
            ? 'The text of this document could not be read, so nothing can be found in it.'
            : 'The words stand nowhere in what the desk has read.'}
        </EmptyState>
      ) : (
        <div ref={scroller} className={styles.scroll} role="presentation" onKeyDown={moveAmongRows}>
          <ol className={styles.hits} style={{ height: rows.getTotalSize() }}>
            {rows.getVirtualItems().map((row) => {
              const hit = find.hits[row.index];
              if (!hit) return null;
              const id = claimId.hit(row.index);
              return (
                <li
                  key={row.key}
                  ref={rows.measureElement}
                  data-index={row.index}
                  data-claim={id}
                  className={classNames(styles.hitRow, chosenId === id && styles.chosen)}
                  style={{ transform: `translateY(${row.start}px)` }}
                >
                  <button
                    type="button"
                    className={styles.claimButton}
                    data-claim-row
                    aria-pressed={chosenId === id}
                    onClick={() => onHit(row.index)}
                  >
                    <span className={styles.claimHead}>
                      <span className={styles.cut}>{find.scope === 'case' ? hit.documentName : `Page ${hit.pageNo}`}</span>
                      <span className={styles.flagName}>
                        {find.scope === 'case' ? `${hit.label ?? ''} p. ${hit.pageNo}` : `${row.index + 1}`}
                      </span>
                    </span>
                    <span className={styles.snippet}>
                      {hit.snippet.map((part, at) => (part.hit ? <mark key={at}>{part.text}</mark> : <span key={at}>{part.text}</span>))}
                    </span>
                  </button>
                </li>
              );
            })}
          </ol>
        </div>
      )}
    </>
  );
};
