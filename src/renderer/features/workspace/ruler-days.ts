import type { RulerDay } from '../../ui/deadline-ruler.tsx';

const DAY_MS = 86_400_000;

/** What a deadline's ruler is drawn from: calendar dates of the source's zone, and how much of today has passed (0 to 1). */
export interface RulerSpan {
  readonly fromOn: string;
  readonly dueOn: string;
  readonly todayOn: string;
  readonly todayPassed: number;
  /** Weekends do not count, because the paper gives business days. */
  readonly businessDays: boolean;
}

/** One entry a day from the first day after `fromOn` to the due date. */
export const rulerDays = ({ fromOn, dueOn, todayOn, todayPassed, businessDays }: RulerSpan): RulerDay[] => {
  const days: RulerDay[] = [];
  const end = Date.parse(dueOn);
  for (let at = Date.parse(fromOn) + DAY_MS; at <= end && days.length < 400; at += DAY_MS) {
    const on = new Date(at).toISOString().slice(0, 10);
    const weekday = new Date(at).getUTCDay();
    const counts = !(businessDays && (weekday === 0 || weekday === 6));
    days.push({
      on,
      counts,
      ...(counts ? {} : { reason: weekday === 0 ? 'Sunday' : 'Saturday' }),
      passed: on < todayOn ? 1 : on === todayOn ? todayPassed : 0,
    });
  }
  return days;
};
