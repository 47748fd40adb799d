import type { CaseDetail } from '../../../../contract/cases.ts';
import type { Anchor } from '../../../../core/evidence/anchor.ts';
import type { Fact } from '../../../../contract/evidence.ts';
import { useGo } from '../../../platform/places.ts';
import { useCall } from '../../../platform/use-call.ts';
import { Bracket } from '../../../ui/bracket.tsx';
import { Button } from '../../../ui/button.tsx';
import { factName, factText } from '../fact-words.ts';
import { CaseDetails } from './case-details.tsx';
import { DeadlineCard } from './deadline-card.tsx';
import { ItemsTable } from './items-table.tsx';
import styles from './overview.module.css';

/** Props of {@link OverviewTab}. */
export interface OverviewTabProps {
  readonly found: CaseDetail;
  readonly canEdit: boolean;
}

/** A case on one page: summary, what is asked and how it is answered, what the request says, the deadline, the people. */
export const OverviewTab = ({ found, canEdit }: OverviewTabProps) => {
  const go = useGo();
  const listed = useCall('facts.list', { caseId: found.id });
  const facts = listed.data?.facts.filter((fact) => fact.state !== 'rejected') ?? [];
  const summary = listed.data?.summary ?? [];
  const follow = (documentId: string, spot: Anchor): void => go({ to: 'case', caseId: found.id, tab: 'documents', documentId, spot });
  const told = facts.filter((fact) => fact.field !== 'requested-item');
  return (
    <div className={styles.tab}>
      <div className={styles.main}>
        <section className={styles.part} aria-labelledby="overview-summary">
          <h2 id="overview-summary">Summary</h2>
          {summary.length === 0 ? (
            <p className={styles.none}>
              {listed.isPending ? 'Loading…' : 'The desk has not written a summary: it does so when it has read the request to its end.'}
            </p>
          ) : null}
          <ol className={styles.summary}>
            {summary.map((sentence, at) => (
              <li key={at}>
                <span className={sentence.anchors.length === 0 ? styles.unsupported : undefined}>{sentence.text}</span>{' '}
                {sentence.anchors.length === 0 ? <Bracket state="missing" /> : null}
                {sentence.anchors.map(({ anchor, documentId, documentLabel }, source) => (
                  <span key={source} className={styles.sourceOf}>
                    <Bracket
                      state="confirmed"
                      quote={anchor.quote}
                      label={`Source: ${documentLabel}, page ${anchor.pageNo}`}
                      onPress={() => follow(documentId, anchor)}
                    >
                      {documentLabel} p. {anchor.pageNo}
                    </Bracket>
                  </span>
                ))}
              </li>
            ))}
          </ol>
        </section>
        <ItemsTable
          found={found}
          canEdit={canEdit}
          onFollow={follow}
          documentOf={(anchor) => facts.find((fact) => fact.anchor.documentSha256 === anchor.documentSha256)}
        />
        <section className={styles.part} aria-labelledby="overview-facts">
          <div className={styles.partHead}>
            <h2 id="overview-facts">What the papers say</h2>
            {found.counts.factsToConfirm > 0 ? (
              <Button size="small" variant="quiet" onPress={() => go({ to: 'case', caseId: found.id, tab: 'documents' })}>
                {found.counts.factsToConfirm} to confirm
              </Button>
            ) : null}
          </div>
          {told.length === 0 ? (
            <p className={styles.none}>
              No facts yet. They appear as the desk reads the documents, and when you make them from selected words.
            </p>
          ) : null}
          <dl className={styles.facts}>
            {groups(told).map(({ name, list }) => (
              <div key={name} className={styles.factGroup}>
                <dt>{name}</dt>
                {list.map((fact) => (
                  <dd key={fact.id} data-suggested={fact.state === 'suggested' || undefined}>
                    <span className={styles.factValue}>{factText(fact.value)}</span>
                    <Bracket
                      state={fact.state === 'confirmed' ? 'confirmed' : 'suggested'}
                      quote={fact.anchor.quote}
                      label={`${fact.state === 'confirmed' ? 'Confirmed' : 'Suggested'}, source: ${fact.documentLabel}, page ${fact.anchor.pageNo}`}
                      onPress={() => follow(fact.documentId, fact.anchor)}
                    >
                      {fact.documentLabel} p. {fact.anchor.pageNo}
                    </Bracket>
                  </dd>
                ))}
              </div>
            ))}
          </dl>
        </section>
      </div>
      <aside className={styles.aside} aria-label="Deadline, people and counts">
        <DeadlineCard found={found} facts={facts} canEdit={canEdit} onFollow={follow} />
        <CaseDetails found={found} canEdit={canEdit} />
      </aside>
    </div>
  );
};

/** Facts under their names, in the order in which a name first appears. */
const groups = (facts: readonly Fact[]): { readonly name: string; readonly list: readonly Fact[] }[] =>
  [...Map.groupBy(facts, (fact) => factName(fact))].map(([name, list]) => ({
    name,
    list: [...list].sort((a, b) => Number(b.state === 'confirmed') - Number(a.state === 'confirmed')),
  }));
