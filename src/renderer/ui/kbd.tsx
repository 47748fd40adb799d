import { classNames } from './class-names.ts';
import styles from './kbd.module.css';

/** Props of {@link Kbd}: keys such as `Ctrl+K` or `?`; `plain` draws on a filled ground. */
export interface KbdProps {
  readonly keys: string;
  readonly plain?: boolean;
}

const CAPS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Left: '←',
  Right: '→',
  Escape: 'Esc',
  Delete: 'Del',
};

const capText = (key: string): string => CAPS[key] ?? (key.length === 1 ? key.toUpperCase() : key);

/** A key or chord, drawn as one cap. Hidden from readers, which hear `aria-keyshortcuts` of the control instead. */
export const Kbd = ({ keys, plain = false }: KbdProps) => (
  <kbd aria-hidden="true" className={classNames(styles.cap, plain && styles.plain)}>
    {keys.split('+').map(capText).join(' ')}
  </kbd>
);
