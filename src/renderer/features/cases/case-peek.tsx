import { Maximize2, X } from 'lucide-react';
import { useCall } from '../../platform/use-call.ts';
import { useGo } from '../../platform/places.ts';
import { countText, DISPOSITION_NAMES, KIND_WORDS, STATUS_WORDS } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { PersonMark } from '../../ui/person-mark.tsx';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { deadlineZones, isFinished } from './case-deadline.ts';
import styles from './case-peek.module.css';

/** Props of {@link CasePeek}. */
export interface CasePeekProps {
  readonly caseId: string;
  readonly nowMs: number;
  readonly zone: string;
  readonly onClose: () => void;
}

/** The case under the cursor at a glance: deadline, items, what comes next. */
export const CasePeek = ({ caseId, nowMs, zone, onClose }: CasePeekProps) => {
  const go = useGo();
  const { data, error } = useCall('cases.get', { caseId: caseId }, { keepPrevious: true });
  if (error)
    return (
      <EmptyState compact title="This case cannot be shown">
        {error.failure.message}
      </EmptyState>
    );
  if (!data) return null;
  const open = () => go({ to: 'case', caseId });
  const zones = deadlineZones(data, zone);
  const settled = data.items.filter((item) => item.disposition !== 'open').length;
  return (
    <div className={styles.peek}>
      <div className={styles.block}>
        <div className={styles.top}>
          <span className={styles.number}>{data.number}</span>
          <IconButton icon={Maximize2} label="Open the case" keys="Enter" size="small" onPress={open} />
          <IconButton icon={X} label="Close the peek" keys="P" size="small" onPress={onClose} />
        </div>
        <h2 className={styles.title}>{data.title}</h2>
        <div className={styles.meta}>
          <SeverityBars level={data.severity} showWord />
          <span className={styles.line}>
            <Icon of={STATUS_WORDS[data.status].icon} size={14} />
            {STATUS_WORDS[data.status].name}
          </span>
          <span className={styles.line}>
            <Icon of={KIND_WORDS[data.kind].icon} size={14} />
            {KIND_WORDS[data.kind].name}
          </span>
          <span className={styles.line}>
            <PersonMark name={data.holder.name} size="small" label={false} />
            {data.holder.name}
          </span>
        </div>
      </div>
      <div className={styles.block}>
        {data.dueAtMs === null ? (
          <p className={styles.soft}>No deadline. Set one in the case when the request names it.</p>
        ) : isFinished(data) ? (
          <p className={styles.soft}>Due {zones.source}; the work is done.</p>
        ) : (
          <div className={styles.clock}>
            <Countdown dueAtMs={data.dueAtMs} nowMs={nowMs} dueText={zones.source} hereText={zones.here} />
          </div>
        )}
      </div>
      <div className={styles.block}>
        <h3 className={styles.head}>
          Items asked for <small>{data.items.length === 0 ? 'none yet' : `${settled} of ${data.items.length} settled`}</small>
        </h3>
        <ol className={styles.items}>
          {data.items.slice(0, 8).map((item) => (
            <li key={item.id}>
              <span className={styles.position}>{item.position}</span>
              <span className={styles.itemText}>{item.text}</span>
              <span className={styles.disposition}>{DISPOSITION_NAMES[item.disposition]}</span>
            </li>
          ))}
        </ol>
        {data.items.length > 8 ? <p className={styles.soft}>and {data.items.length - 8} more</p> : null}
      </div>
      <div className={styles.block}>
        <h3 className={styles.head}>In this case</h3>
        <p className={styles.soft}>
          {countText(data.counts.documents, 'document')}, {countText(data.counts.factsConfirmed, 'confirmed fact')}
          {data.counts.factsToConfirm > 0 ? `, ${data.counts.factsToConfirm} to confirm` : ''},{' '}
          {countText(data.counts.timeline, 'timeline entry', 'timeline entries')}
        </p>
      </div>
      <div className={styles.foot}>
        <p className={styles.next}>{data.nextAction.blocked ?? `Next: ${data.nextAction.label}`}</p>
        <Button onPress={open} keys="Enter">
          Open
        </Button>
      </div>
    </div>
  );
};
