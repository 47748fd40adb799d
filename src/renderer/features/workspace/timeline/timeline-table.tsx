import { useEffect, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { TimelineEntry } from '../../../../contract/evidence.ts';
import { useGo } from '../../../platform/places.ts';
import { Bracket } from '../../../ui/bracket.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { timeWords } from './time-words.ts';
import { placeName } from './timeline-chart.tsx';
import styles from './timeline.module.css';

/** Props of {@link TimelineTable}. */
export interface TimelineTableProps {
  readonly entries: readonly TimelineEntry[];
  readonly readerZone: string;
  readonly caseId: string;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
}

const ROW_PX = 32;

/** The rows of what is in view, for readers of tables; both zones side by side. Only rows on screen are drawn. */
export const TimelineTable = ({ entries, readerZone, caseId, chosen, onChoose }: TimelineTableProps) => {
  const go = useGo();
  const scroller = useRef<HTMLElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions change with the scroll; nothing here memoises them
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  const chosenAt = entries.findIndex((entry) => entry.id === chosen);
  useEffect(() => {
    if (chosenAt >= 0) rows.scrollToIndex(chosenAt, { align: 'auto' });
  }, [rows, chosenAt]);
  const items = rows.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls with the arrow keys, so it takes the focus
    <section ref={scroller} className={styles.twin} tabIndex={0} aria-label="Entries in view">
      <table className={styles.table} aria-rowcount={entries.length + 1}>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className={styles.whenColumn}>
              When, {placeName(readerZone)}
            </th>
            <th scope="col" className={styles.sourceTime}>
              Source time
            </th>
            <th scope="col">What</th>
            <th scope="col" className={styles.whoColumn}>
              Who
            </th>
            <th scope="col" className={styles.sourcesColumn}>
              Sources
            </th>
          </tr>
        </thead>
        <tbody>
          {before > 0 ? <tr aria-hidden="true" style={{ height: before }} /> : null}
          {items.map((item) => {
            const entry = entries[item.index];
            if (!entry) return null;
            const isChosen = entry.id === chosen;
            return (
              <tr
                key={entry.id}
                aria-rowindex={item.index + 2}
                className={classNames(isChosen && styles.chosenRow)}
                onClick={() => onChoose(entry.id)}
              >
                <td className={styles.figures} title={timeWords(entry.time, readerZone)}>
                  {timeWords(entry.time, readerZone, false)}
                </td>
                <td className={classNames(styles.figures, styles.soft, styles.sourceTime)}>
                  {entry.time.zone === readerZone ? '' : timeWords(entry.time, entry.time.zone)}
                </td>
                <td>
                  <button type="button" className={styles.rowButton} aria-pressed={isChosen} onClick={() => onChoose(entry.id)}>
                    {entry.title}
                  </button>
                </td>
                <td className={classNames(styles.soft, styles.whoColumn)}>{entry.who}</td>
                <td>
                  <span className={styles.sources}>
                    {entry.anchors.length === 0 ? <Bracket state="missing" /> : null}
                    {entry.anchors.slice(0, 3).map(({ anchor, documentId, documentLabel }, at) => (
                      <Bracket
                        key={at}
                        state="confirmed"
                        kind="timeline"
                        quote={anchor.quote}
                        label={`Source: ${documentLabel}, page ${anchor.pageNo}`}
                        onPress={() => go({ to: 'case', caseId, tab: 'documents', documentId, spot: anchor })}
                      >
                        {documentLabel} p. {anchor.pageNo}
                      </Bracket>
                    ))}
                  </span>
                </td>
              </tr>
            );
          })}
          {after > 0 ? <tr aria-hidden="true" style={{ height: after }} /> : null}
        </tbody>
      </table>
      {entries.length === 0 ? <p className={styles.noneInView}>No entry in this stretch of time. Press 0 to show all.</p> : null}
    </section>
  );
};
