import { useEffect, useState } from 'react';
import { StatePill, type Tone } from './state-pill.tsx';
import { durationText } from './duration-text.ts';
import styles from './countdown.module.css';

const DAY_MS = 86_400_000;

/** Time under which a deadline counts as due soon, in milliseconds (two days). */
const DUE_SOON_MS = 2 * DAY_MS;

/** The tone of a deadline: overdue, due soon, held, or on track. */
export const deadlineTone = (leftMs: number, isHeld = false): Tone =>
  isHeld ? 'held' : leftMs < 0 ? 'late' : leftMs <= DUE_SOON_MS ? 'soon' : 'good';

const TONE_WORDS: Partial<Record<Tone, string>> = { good: 'On track', soon: 'Due soon', late: 'Overdue', held: 'Held' };

/** The current time, refreshed every `everyMs`; a screen that counts down reads it once and passes it on. */
export const useNowMs = (everyMs = 30_000): number => {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return nowMs;
};

/** Props of {@link Countdown}: the instant, the present, and the deadline in words (source zone first, reader's zone beside). */
export interface CountdownProps {
  readonly dueAtMs: number;
  readonly nowMs: number;
  readonly isHeld?: boolean;
  readonly dueText?: string;
  readonly hereText?: string | undefined;
}

/** A large clock to the next deadline; overdue counts up. */
export const Countdown = ({ dueAtMs, nowMs, isHeld = false, dueText, hereText }: CountdownProps) => {
  const leftMs = dueAtMs - nowMs;
  const tone = deadlineTone(leftMs, isHeld);
  return (
    <div className={styles.countdown} role="timer">
      <div className={styles.top}>
        <StatePill tone={tone} bare>
          {TONE_WORDS[tone]}
        </StatePill>
        <span className={styles.clock}>
          {durationText(leftMs)
            .split(' ')
            .map((part, at) => (at % 2 === 0 ? <b key={at}>{part}</b> : <small key={at}>{part}</small>))}
        </span>
      </div>
      {dueText ? (
        <div className={styles.due}>
          <span>{dueText}</span>
          {hereText ? <span className={styles.here}>{hereText}</span> : null}
        </div>
      ) : null}
    </div>
  );
};
