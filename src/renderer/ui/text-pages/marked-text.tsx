import { classNames } from '../class-names.ts';
import type { PageMark, Spot } from '../pdf/page-mark.ts';
import { runKind, textRuns } from './text-runs.ts';
import styles from './text-pages.module.css';

/** Props of {@link MarkedText}. */
export interface MarkedTextProps {
  readonly text: string;
  readonly marks: readonly PageMark[];
  readonly chosenId?: string | null | undefined;
  readonly spot?: Spot | null;
  readonly onMarkPress?: ((id: string) => void) | undefined;
}

/** A page's text with its marks as runs; each mark's flag stands in the margin beside its first words. */
export const MarkedText = ({ text, marks, chosenId, spot, onMarkPress }: MarkedTextProps) => {
  const places = spot ? [...marks, spotMark(spot)] : marks;
  const runs = textRuns(text, places);
  const firstInSpot = runs.find((run) => run.marks.some((mark) => mark.id === SPOT_ID));
  return (
    <>
      {runs.map((run) => {
        const look = runKind({ ...run, marks: run.marks.filter((mark) => mark.id !== SPOT_ID) });
        const hit = run.marks.find((mark) => mark.kind === 'hit' && mark.id !== SPOT_ID);
        const inSpot = run.marks.some((mark) => mark.id === SPOT_ID);
        const first = run === firstInSpot;
        const chosen = run.marks.some((mark) => mark.id === chosenId);
        return (
          // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- the flag beside it is the button; this only makes the words pressable too
          <span
            key={run.from}
            data-from={run.from}
            {...(first ? { 'data-spot': '' } : {})}
            className={classNames(
              look && styles.mark,
              look && styles[look.kind],
              look?.state === 'suggested' && styles.suggested,
              hit && styles.hit,
              hit && chosen && styles.now,
              inSpot && styles.spot,
            )}
            onClick={() => {
              const mark = run.marks.filter((one) => one.kind !== 'hit' && one.id !== SPOT_ID).at(-1);
              if (mark && document.getSelection()?.isCollapsed) onMarkPress?.(mark.id);
            }}
          >
            {run.begins.length > 0 ? (
              <span className={styles.flags} data-no-text>
                {run.begins
                  .filter((mark) => mark.id !== SPOT_ID)
                  .map((mark) => (
                    <button
                      key={mark.id}
                      type="button"
                      data-flag={mark.id}
                      className={classNames(
                        styles.flag,
                        styles[mark.kind],
                        mark.state === 'suggested' && styles.suggested,
                        mark.id === chosenId && styles.chosen,
                      )}
                      aria-label={`${mark.label}: ${mark.title}`}
                      aria-pressed={mark.id === chosenId}
                      title={mark.title}
                      onClick={(event) => {
                        event.stopPropagation();
                        onMarkPress?.(mark.id);
                      }}
                    >
                      {mark.label}
                    </button>
                  ))}
              </span>
            ) : null}
            {run.text}
          </span>
        );
      })}
    </>
  );
};

const SPOT_ID = ' spot';

const spotMark = (spot: Spot): PageMark => ({
  id: SPOT_ID,
  kind: 'quote',
  state: 'confirmed',
  pageNo: spot.pageNo,
  boxes: [],
  start: spot.start,
  end: spot.end,
  label: '',
  title: '',
});
