import { useState } from 'react';
import { CalendarClock } from 'lucide-react';
import type { CaseDetail } from '../../../../contract/cases.ts';
import type { Fact } from '../../../../contract/evidence.ts';
import type { Anchor } from '../../../../core/evidence/anchor.ts';
import { dayText, useZone, whenText, zoneName } from '../../../platform/dates.ts';
import { useAct } from '../../../platform/use-call.ts';
import { Bracket } from '../../../ui/bracket.tsx';
import { Button } from '../../../ui/button.tsx';
import { deadlineTone, useNowMs } from '../../../ui/countdown.tsx';
import { durationText } from '../../../ui/duration-text.ts';
import { StatePill } from '../../../ui/state-pill.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { factText } from '../fact-words.ts';
import styles from './overview.module.css';

/** Props of {@link DeadlineCard}. */
export interface DeadlineCardProps {
  readonly found: CaseDetail;
  readonly facts: readonly Fact[];
  readonly canEdit: boolean;
  readonly onFollow: (documentId: string, anchor: Anchor) => void;
}

/** The deadline with its explanation: the words it comes from, the day in the source's zone, and the instant for the reader. */
export const DeadlineCard = ({ found, facts, canEdit, onFollow }: DeadlineCardProps) => {
  const zone = useZone();
  const nowMs = useNowMs();
  const [isEditing, setIsEditing] = useState(false);
  const { dueOn, dueAtMs, dueZone } = found;
  const rules = facts.filter((fact) => fact.field === 'due');
  const counted = rules.some((fact) => typeof fact.value === 'object' && 'rule' in fact.value && fact.value.rule.unit === 'business-days');
  const starts = facts.filter((fact) => fact.field === 'received-on' || fact.field === 'served-on');
  const left = dueAtMs === null ? 0 : dueAtMs - nowMs;
  return (
    <section className={styles.part} aria-labelledby="overview-deadline">
      <div className={styles.partHead}>
        <h2 id="overview-deadline">Deadline</h2>
        {canEdit && !isEditing ? (
          <Button size="small" variant="quiet" icon={CalendarClock} onPress={() => setIsEditing(true)}>
            {dueOn ? 'Change' : 'Set'}
          </Button>
        ) : null}
      </div>
      {isEditing ? (
        <EditDeadline found={found} onEnd={() => setIsEditing(false)} />
      ) : dueOn && dueAtMs !== null ? (
        <>
          <p className={styles.due}>{dayText(dueOn)}</p>
          <p className={styles.dueState}>
            <StatePill tone={deadlineTone(left)} size="small">
              {left < 0 ? `Overdue by ${durationText(left)}` : `${durationText(left)} left`}
            </StatePill>
          </p>
          <dl className={styles.pairs}>
            <dt>Ends</dt>
            <dd>
              with the day in {dueZone.replaceAll('_', ' ')}, {whenText(dueAtMs, dueZone)} {zoneName(dueAtMs, dueZone)}
            </dd>
            {zone === dueZone ? null : (
              <>
                <dt>Here</dt>
                <dd>
                  {whenText(dueAtMs, zone)} {zoneName(dueAtMs, zone)}
                </dd>
              </>
            )}
          </dl>
        </>
      ) : (
        <p className={styles.none}>No deadline is set. The clock in the header starts when one is.</p>
      )}
      {rules.length > 0 && !isEditing ? (
        <div className={styles.because}>
          <h3>Why this day</h3>
          {[...rules, ...starts].map((fact) => (
            <p key={fact.id}>
              {fact.field === 'due' ? 'The paper says: ' : fact.field === 'served-on' ? 'Served: ' : 'Received: '}
              {factText(fact.value)}{' '}
              <Bracket
                state={fact.state === 'confirmed' ? 'confirmed' : 'suggested'}
                quote={fact.anchor.quote}
                label={`Source: ${fact.documentLabel}, page ${fact.anchor.pageNo}`}
                onPress={() => onFollow(fact.documentId, fact.anchor)}
              >
                {fact.documentLabel} p. {fact.anchor.pageNo}
              </Bracket>
            </p>
          ))}
          {counted ? (
            <p className={styles.caution}>
              Saturdays and Sundays do not count. Holidays of the court are not taken out, so the day is the earlier, safer one.
            </p>
          ) : null}
        </div>
      ) : null}
    </section>
  );
};

const EditDeadline = ({ found, onEnd }: { readonly found: CaseDetail; readonly onEnd: () => void }) => {
  const update = useAct('cases.update', { inline: true });
  const [on, setOn] = useState(found.dueOn ?? '');
  const [zone, setZone] = useState(found.dueZone);
  const isDate = on === '' || (/^\d{4}-\d{2}-\d{2}$/.test(on) && !Number.isNaN(Date.parse(on)));
  const save = async (): Promise<void> => {
    const result = await update.run({ caseId: found.id, dueOn: on === '' ? null : on, dueZone: zone });
    if (result.ok) onEnd();
  };
  return (
    <div
      role="presentation"
      className={styles.keys}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd();
      }}
    >
      <form
        className={styles.editDeadline}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isDate) return;
          void save();
        }}
      >
        <TextField
          label="Due on"
          type="date"
          value={on}
          onChange={setOn}
          autoFocus
          error={isDate ? null : 'Give the day as year-month-day.'}
        />
        <TextField label="Zone" value={zone} onChange={setZone} help="Such as America/Los_Angeles" error={update.failure?.message} />
        <div className={styles.editActions}>
          <Button size="small" type="submit" isPending={update.isBusy}>
            Save
          </Button>
          <Button size="small" variant="quiet" onPress={onEnd}>
            Cancel
          </Button>
        </div>
      </form>
    </div>
  );
};
