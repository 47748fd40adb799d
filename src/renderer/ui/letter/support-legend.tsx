import type { ReactNode } from 'react';
import { Bracket } from '../bracket.tsx';
import { classNames } from '../class-names.ts';
import type { LetterUnit } from './letter-units.ts';
import styles from './support-legend.module.css';

/** What the marks in the margin mean, in one line under the paper; `children` adds the keys of the screen at its end. */
export const SupportLegend = ({ children }: { readonly children?: ReactNode }) => (
  <div className={styles.legend}>
    <span className={styles.item}>
      <Bracket state="confirmed">2</Bracket> confirmed sources
    </span>
    <span className={styles.item}>
      <Bracket state="suggested">1</Bracket> suggested only
    </span>
    <span className={styles.item}>
      <Bracket state="missing"> </Bracket> no source
    </span>
    <span className={classNames(styles.item, styles.wide)}>
      <i className={styles.bar} /> template text
    </span>
    <span className={styles.grow} />
    {children}
  </div>
);

/** Every sentence of a letter as one small bracket, and how many have sources. */
export const SupportStrip = ({ units }: { readonly units: readonly LetterUnit[] }) => {
  const own = units.filter((unit) => unit.support !== 'template');
  const sourced = own.filter((unit) => unit.support === 'confirmed').length;
  const words = `${units.length} ${units.length === 1 ? 'sentence' : 'sentences'}, ${sourced} sourced, ${units.length - own.length} from the template`;
  return (
    <div className={styles.stripBox}>
      <div className={styles.strip} aria-hidden="true" data-dense={units.length > 28 || undefined}>
        {units.map((unit) => (
          <i key={unit.id} className={styles[unit.support]} />
        ))}
      </div>
      <span className={styles.stripWords}>{words}</span>
    </div>
  );
};
