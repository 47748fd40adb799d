import { classNames } from '../class-names.ts';
import { placeFlags } from './place-flags.ts';
import { partOfBox, type PageFrame, type PagePart } from './page-geometry.ts';
import type { PageMark, Spot } from './page-mark.ts';
import styles from './mark-layer.module.css';

/** Props of {@link MarkLayer}: the marks of one page, which is chosen, and where a jump landed. */
export interface MarkLayerProps {
  readonly frame: PageFrame;
  readonly marks: readonly PageMark[];
  readonly chosenId?: string | null | undefined;
  readonly spot?: Spot | null | undefined;
  readonly onPress?: ((id: string) => void) | undefined;
  /** Without flags the marks are only coloured, as on a source card. */
  readonly withFlags?: boolean;
}

/** Marks over one page, placed by parts of its size so that they hold at every zoom; flags stand in the right margin. */
export const MarkLayer = ({ frame, marks, chosenId, spot, onPress, withFlags = true }: MarkLayerProps) => {
  const flags = withFlags ? placeFlags(frame, marks) : [];
  return (
    <>
      {/* One group lies over the page like ink; inside it the mark on top hides those below, so that overlapping marks never darken the words. */}
      <div className={styles.fills} aria-hidden="true">
        {[...marks]
          .sort(widestFirst)
          .flatMap((mark) =>
            mark.boxes.map((box, at) => (
              <i
                key={`${mark.id}-${at}`}
                className={classNames(
                  styles.mark,
                  styles[mark.kind],
                  mark.state === 'suggested' && styles.suggested,
                  mark.id === chosenId && styles.chosen,
                )}
                style={percent(partOfBox(frame, box))}
              />
            )),
          )}
      </div>
      {spot?.boxes.map((box, at) => (
        <i key={`${spot.token}-${at}`} aria-hidden="true" className={styles.spot} style={percent(partOfBox(frame, box))} />
      ))}
      {flags.map(({ mark, topPart, slot }) => (
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
          style={{ top: `${topPart * 100}%`, right: `calc(2% + ${slot * 30}px)` }}
          aria-label={`${mark.label}: ${mark.title}`}
          aria-pressed={mark.id === chosenId}
          title={mark.title}
          onClick={() => onPress?.(mark.id)}
        >
          {mark.label}
        </button>
      ))}
    </>
  );
};

/** Confirmed before suggested, wide before narrow, hits last: what is drawn later lies on top. */
const widestFirst = (a: PageMark, b: PageMark): number =>
  Number(a.kind === 'hit') - Number(b.kind === 'hit') ||
  Number(a.state === 'suggested') - Number(b.state === 'suggested') ||
  b.end - b.start - (a.end - a.start);

const percent = (part: PagePart) => ({
  left: `${part.left * 100}%`,
  top: `${part.top * 100}%`,
  width: `${part.width * 100}%`,
  height: `${part.height * 100}%`,
});
