import { classNames } from './class-names.ts';
import { sealTicks } from './seal-shape.ts';
import styles from './seal.module.css';

/** Props of {@link Seal}: the packet id (64 hex digits) or null while unsealed, and the edge length in pixels. */
export interface SealProps {
  readonly packetId: string | null;
  readonly sizePx?: number;
  readonly className?: string | undefined;
}

/**
 * A mark drawn from a packet's id, for recognition; the hash proves. All 64 digits set the length of 64 ticks at any size; small
 * seals also carry a lobed outline and the first digits, so that two of them are told apart in a list. Unsealed is an empty dashed ring.
 */
export const Seal = ({ packetId, sizePx = 36, className }: SealProps) => {
  if (!packetId) {
    return (
      <svg
        viewBox="-50 -50 100 100"
        width={sizePx}
        height={sizePx}
        role="img"
        aria-label="Not sealed yet"
        className={classNames(styles.seal, className)}
      >
        <circle r="42" className={styles.empty} />
        <path d="M-8 -14H-16V14H-8M8 -14H16V14H8" className={styles.emptyMark} />
      </svg>
    );
  }
  const { ticks, lobes } = sealTicks(packetId);
  const small = sizePx < 64;
  return (
    <svg
      viewBox="-50 -50 100 100"
      width={sizePx}
      height={sizePx}
      role="img"
      aria-label={`Seal ${packetId.slice(0, 6)}`}
      className={classNames(styles.seal, className)}
    >
      {small ? (
        <>
          <path d={lobes} className={styles.body} />
          <text y="9" className={styles.code}>
            {packetId.slice(0, 3)}
          </text>
        </>
      ) : (
        <>
          <path d={ticks} className={styles.ticks} />
          <circle r="24" className={styles.inner} />
          <rect x="-8" y="-13" width="16" height="9" rx="1" className={styles.highlight} />
          <path d="M-8 -19H-14V2H-8M8 -19H14V2H8" className={styles.mark} />
          <text y="15" className={styles.short}>
            {packetId.slice(0, 6)}
          </text>
        </>
      )}
    </svg>
  );
};
