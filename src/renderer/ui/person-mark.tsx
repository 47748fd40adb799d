import { classNames } from './class-names.ts';
import styles from './person-mark.module.css';

/** Props of {@link PersonMark}; `label` false hides the name from readers where it is written beside. */
export interface PersonMarkProps {
  readonly name: string;
  readonly size?: 'small' | 'regular' | 'large';
  readonly label?: boolean;
}

/** A person's initials in a grey ring, never a colour. */
export const PersonMark = ({ name, size = 'regular', label = true }: PersonMarkProps) => (
  <span
    className={classNames(styles.mark, styles[size])}
    data-initials={initialsOf(name)}
    {...(label ? { role: 'img', 'aria-label': name, title: name } : { 'aria-hidden': true })}
  />
);

/** The first letters of the first and last words of a name. */
const initialsOf = (name: string): string => {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const first = words[0]?.[0] ?? '?';
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? '') : '';
  return (first + last).toUpperCase();
};
