import styles from './brand-mark.module.css';

/** The product's mark: a highlighted spot between brackets. */
export const BrandMark = ({ sizePx = 22 }: { readonly sizePx?: number }) => (
  <svg width={sizePx} height={sizePx} viewBox="0 0 22 22" role="img" aria-label="Casewright">
    <rect x="6" y="8.25" width="10" height="5.5" rx="0.75" className={styles.spot} />
    <path d="M7 3.5H3.5v15H7M15 3.5h3.5v15H15" className={styles.lines} />
  </svg>
);
