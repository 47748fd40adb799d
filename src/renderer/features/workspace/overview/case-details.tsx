import type { CaseDetail } from '../../../../contract/cases.ts';
import { SEVERITIES } from '../../../../core/cases/case.ts';
import { REQUEST_TYPES, requestTypeName } from '../../../../core/requests/request-types.ts';
import { useZone, whenText } from '../../../platform/dates.ts';
import { useGo, type CaseTab } from '../../../platform/places.ts';
import { useAct, useCall } from '../../../platform/use-call.ts';
import { countText, KIND_WORDS, rolesText, SEVERITY_NAMES } from '../../../platform/words.ts';
import { Button } from '../../../ui/button.tsx';
import { ComboBox } from '../../../ui/combo-box.tsx';
import { PersonMark } from '../../../ui/person-mark.tsx';
import { Select } from '../../../ui/select.tsx';
import styles from './overview.module.css';

/** Props of {@link CaseDetails}. */
export interface CaseDetailsProps {
  readonly found: CaseDetail;
  readonly canEdit: boolean;
}

const TYPES = REQUEST_TYPES.map((id) => ({ id, name: requestTypeName(id) })).sort((a, b) => a.name.localeCompare(b.name));

/** Who holds the case, what sort it is, and how much of everything lies in it. */
export const CaseDetails = ({ found, canEdit }: CaseDetailsProps) => {
  const zone = useZone();
  const go = useGo();
  const update = useAct('cases.update');
  const people = useCall('session.people', {}).data?.users ?? [];
  const { counts } = found;
  const parts: readonly { readonly tab: CaseTab; readonly words: string }[] = [
    { tab: 'documents', words: countText(counts.documents, 'document') },
    { tab: 'documents', words: `${countText(counts.factsConfirmed, 'fact')} confirmed, ${counts.factsToConfirm} to confirm` },
    { tab: 'timeline', words: countText(counts.timeline, 'timeline entry', 'timeline entries') },
    { tab: 'documents', words: `${countText(counts.exhibits, 'exhibit')}, ${countText(counts.notes, 'note')}` },
    { tab: 'decisions', words: countText(counts.decisions, 'decision') },
    { tab: 'response', words: counts.responseVersion === 0 ? 'No response yet' : `Response, version ${counts.responseVersion}` },
  ];
  return (
    <>
      <section className={styles.part} aria-labelledby="overview-people">
        <h2 id="overview-people">People</h2>
        <div className={styles.holder}>
          <PersonMark name={found.holder.name} label={false} />
          {canEdit && people.length > 1 ? (
            <Select
              label="Holder"
              labelHidden
              grow
              options={people.map((person) => ({ id: String(person.id), name: person.name, detail: rolesText(person.roles) }))}
              value={String(found.holder.id)}
              onChange={(id) => void update.run({ caseId: found.id, holderUserId: id })}
            />
          ) : (
            <span>{found.holder.name} holds it</span>
          )}
        </div>
      </section>
      <section className={styles.part} aria-labelledby="overview-sort">
        <h2 id="overview-sort">Case</h2>
        <dl className={styles.pairs}>
          <dt>Kind</dt>
          <dd>{KIND_WORDS[found.kind].name}</dd>
          {canEdit ? null : (
            <>
              <dt>Type</dt>
              <dd>{requestTypeName(found.requestType)}</dd>
              <dt>Severity</dt>
              <dd>{SEVERITY_NAMES[found.severity]}</dd>
            </>
          )}
          <dt>Opened</dt>
          <dd>{whenText(found.openedAtMs, zone)}</dd>
          <dt>Changed</dt>
          <dd>{whenText(found.changedAtMs, zone)}</dd>
          <dt>Revision</dt>
          <dd>r{found.revision}</dd>
        </dl>
        {canEdit ? (
          <div className={styles.sorts}>
            <ComboBox
              label="Type"
              options={TYPES}
              value={found.requestType}
              onChange={(requestType) => requestType && void update.run({ caseId: found.id, requestType })}
            />
            <Select
              label="Severity"
              options={SEVERITIES.map((id) => ({ id, name: SEVERITY_NAMES[id] }))}
              value={found.severity}
              onChange={(severity) => void update.run({ caseId: found.id, severity })}
            />
          </div>
        ) : null}
      </section>
      <section className={styles.part} aria-labelledby="overview-counts">
        <h2 id="overview-counts">In this case</h2>
        <ul className={styles.counts}>
          {parts.map(({ tab, words }) => (
            <li key={words}>
              <Button variant="link" onPress={() => go({ to: 'case', caseId: found.id, tab })}>
                {words}
              </Button>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
};
