import { EyeOff, User } from 'lucide-react';
import type { CaseDetail } from '../../../contract/cases.ts';
import type { Fact } from '../../../contract/evidence.ts';
import { dayIn, dayText, timeText, useZone, zoneName } from '../../platform/dates.ts';
import { useKeys } from '../../platform/keys.ts';
import { KIND_WORDS, STATUS_WORDS } from '../../platform/words.ts';
import { requestTypeName } from '../../../core/requests/request-types.ts';
import { Button } from '../../ui/button.tsx';
import { Countdown, deadlineTone, useNowMs } from '../../ui/countdown.tsx';
import { DeadlineRuler } from '../../ui/deadline-ruler.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { Tag } from '../../ui/tag.tsx';
import { rulerDays } from './ruler-days.ts';
import styles from './case-header.module.css';

/** Props of {@link CaseHeader}. `onNext` takes the one next step. */
export interface CaseHeaderProps {
  readonly found: CaseDetail;
  readonly facts: readonly Fact[];
  readonly onNext: () => void;
  /** The next step is taken on the tab that is open, which has its own button for it. */
  readonly isHere: boolean;
}

const FINISHED = ['sealed', 'sent', 'receipted'];
const DAY_MS = 86_400_000;

/** What a case is, how long there is, and the one thing to do next. Of its facts it shows confirmed ones only. */
export const CaseHeader = ({ found, facts, onNext, isHere }: CaseHeaderProps) => {
  const nowMs = useNowMs(10_000);
  const zone = useZone();
  const { nextAction } = found;
  const status = STATUS_WORDS[found.status];
  const isSecret = facts.some((fact) => fact.field === 'non-disclosure' && fact.state === 'confirmed' && fact.value !== false);
  const canStep = nextAction.action !== 'none' && nextAction.action !== 'wait' && !nextAction.blocked && !isHere;
  useKeys('Case', [{ keys: 'Ctrl+Enter', name: nextAction.label, run: onNext, when: canStep }]);
  return (
    <header className={styles.head}>
      <div className={styles.what}>
        <h1 className={styles.title} title={found.title}>
          <span className={styles.number}>{found.number}</span> {found.title}
        </h1>
        <div className={styles.meta}>
          <Tag icon={KIND_WORDS[found.kind].icon}>
            {found.kind === 'legal-request' ? requestTypeName(found.requestType) : KIND_WORDS[found.kind].name}
          </Tag>
          <SeverityBars level={found.severity} showWord />
          <span className={styles.item}>
            <Icon of={status.icon} size={14} />
            {status.name}
          </span>
          {isSecret ? (
            <span className={styles.item}>
              <Icon of={EyeOff} size={14} />
              Non-disclosure order
            </span>
          ) : null}
          <span className={`${styles.item} ${styles.holder}`}>
            <Icon of={User} size={14} />
            {found.holder.name} holds it
          </span>
        </div>
      </div>
      <Deadline found={found} facts={facts} nowMs={nowMs} zone={zone} />
      {nextAction.action === 'none' || nextAction.action === 'wait' || isHere ? (
        <span className={styles.waiting}>{nextAction.label}</span>
      ) : (
        <Button variant="primary" size="large" keys="Ctrl+Enter" disabledReason={nextAction.blocked} onPress={onNext}>
          {nextAction.label}
        </Button>
      )}
    </header>
  );
};

interface DeadlineProps {
  readonly found: CaseDetail;
  readonly facts: readonly Fact[];
  readonly nowMs: number;
  readonly zone: string;
}

/** The clock with the source's zone first, the reader's beside, and the ruler of days. */
const Deadline = ({ found, facts, nowMs, zone }: DeadlineProps) => {
  const { dueAtMs, dueOn, dueZone } = found;
  if (dueAtMs === null || dueOn === null) return <span className={styles.noDeadline}>No deadline set</span>;
  const inZone = (name: string, day: boolean): string =>
    `${day ? `${dayText(dayIn(dueAtMs, name), dayIn(dueAtMs, name).slice(0, 4) === dayIn(nowMs, name).slice(0, 4) ? 'short' : 'long')} ` : ''}${timeText(dueAtMs, name)} ${zoneName(dueAtMs, name)}`;
  const source = inZone(dueZone, true);
  const here = zone === dueZone || inZone(zone, true) === source ? undefined : inZone(zone, true);
  if (FINISHED.includes(found.status)) return <span className={styles.noDeadline}>Was due {source}</span>;
  const todayOn = dayIn(nowMs, dueZone);
  const days = rulerDays({
    fromOn: dayIn(found.openedAtMs, dueZone),
    dueOn,
    todayOn,
    todayPassed: passedOfDay(nowMs, dueZone),
    businessDays: facts.some(
      (fact) =>
        fact.field === 'due' &&
        fact.state !== 'rejected' &&
        typeof fact.value === 'object' &&
        'rule' in fact.value &&
        fact.value.rule.unit === 'business-days',
    ),
  });
  const tone = deadlineTone(dueAtMs - nowMs);
  return (
    <div className={styles.deadline}>
      <Countdown dueAtMs={dueAtMs} nowMs={nowMs} dueText={source} hereText={here} />
      {days.length > 0 ? (
        <DeadlineRuler
          days={days}
          tone={tone}
          label={`Due ${dayText(dueOn)}; ${Math.max(0, Math.ceil((dueAtMs - nowMs) / DAY_MS))} days left of ${days.length}`}
        />
      ) : null}
    </div>
  );
};

const passedOfDay = (nowMs: number, zone: string): number => {
  const [hours = 0, minutes = 0] = timeText(nowMs, zone).split(':').map(Number);
  return (hours * 60 + minutes) / 1_440;
};
