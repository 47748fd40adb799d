import { classNames } from '../class-names.ts';
import { PersonMark } from '../person-mark.tsx';
import styles from './comment-card.module.css';

/** Props of {@link CommentCard}. `label` is its flag in the paper's margin; `onPress` goes to its sentence. */
export interface CommentCardProps {
  readonly label?: string | undefined;
  readonly text: string;
  readonly madeByName: string;
  readonly when: string;
  readonly isChosen?: boolean;
  readonly onPress?: (() => void) | undefined;
}

/** What a person said about a sentence or about the whole. */
export const CommentCard = ({ label, text, madeByName, when, isChosen = false, onPress }: CommentCardProps) => {
  const content = (
    <>
      <span className={styles.head}>
        <PersonMark name={madeByName} size="small" label={false} />
        <strong className={styles.name}>{madeByName}</strong>
        <span className={styles.when}>{[label, when].filter(Boolean).join(', ')}</span>
      </span>
      <span className={styles.text}>{text}</span>
    </>
  );
  const className = classNames(styles.card, isChosen && styles.chosen);
  return onPress ? (
    <button type="button" className={className} onClick={onPress}>
      {content}
    </button>
  ) : (
    <div className={className}>{content}</div>
  );
};
