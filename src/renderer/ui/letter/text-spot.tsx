import { classNames } from '../class-names.ts';
import styles from './source-card.module.css';

/** Props of {@link TextSpot}: a page's text, or null while it is not here, and the offsets of the quoted words. */
export interface TextSpotProps {
  readonly text: string | null;
  readonly start: number;
  readonly end: number;
  readonly quote: string;
  readonly kind: 'fact' | 'quote';
}

/** The lines of a text document around a quote, with its highlight. */
export const TextSpot = ({ text, start, end, quote, kind }: TextSpotProps) => {
  const isThere = text !== null && start < end && end <= text.length;
  const before = isThere ? linesBefore(text.slice(0, start)) : '';
  const after = isThere ? linesAfter(text.slice(end)) : '';
  return (
    <p className={styles.text}>
      <span className={styles.around}>{before}</span>
      <mark className={classNames(styles.words, kind === 'quote' && styles.quoteWords)}>{isThere ? text.slice(start, end) : quote}</mark>
      <span className={styles.around}>{after}</span>
    </p>
  );
};

const AROUND_LINES = 2;
const AROUND_CHARS = 220;

const linesBefore = (text: string): string => {
  const near = text.slice(-AROUND_CHARS);
  const lines = near
    .split('\n')
    .slice(-1 - AROUND_LINES)
    .join('\n');
  return lines.length < text.length && !text.endsWith(`\n${lines}`) && lines.length === near.length ? `…${lines}` : lines;
};

const linesAfter = (text: string): string => {
  const near = text.slice(0, AROUND_CHARS);
  const lines = near
    .split('\n')
    .slice(0, 1 + AROUND_LINES)
    .join('\n');
  return lines.length === near.length && near.length < text.length ? `${lines}…` : lines;
};
