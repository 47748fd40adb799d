import { useState } from 'react';
import { Gavel } from 'lucide-react';
import type { CaseDetail } from '../../../contract/cases.ts';
import type { Decision } from '../../../contract/evidence.ts';
import { useZone, whenText } from '../../platform/dates.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useCall } from '../../platform/use-call.ts';
import { Bracket } from '../../ui/bracket.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Tag } from '../../ui/tag.tsx';
import { actionName, DecisionForm } from './decision-form.tsx';
import styles from './decisions-tab.module.css';

/** Props of {@link DecisionsTab}. */
export interface DecisionsTabProps {
  readonly found: CaseDetail;
  readonly canDecide: boolean;
}

/** What was decided in a case: the action, on whom, under which policy, why, and on which evidence. */
export const DecisionsTab = ({ found, canDecide }: DecisionsTabProps) => {
  const decisions = useCall('decisions.list', { caseId: found.id });
  const [isOpen, setIsOpen] = useState(false);
  useKeys('Decisions', [{ keys: 'N', name: 'Record a decision', run: () => setIsOpen(true), when: canDecide }]);
  if (decisions.error)
    return (
      <ErrorState
        title="The decisions could not be listed"
        happened={decisions.error.failure.message}
        incident={decisions.error.failure.incident}
      />
    );
  const list = decisions.data?.decisions ?? [];
  const record = canDecide ? (
    <Button icon={Gavel} keys="N" onPress={() => setIsOpen(true)}>
      Record a decision
    </Button>
  ) : null;
  return (
    <div className={styles.tab}>
      {list.length === 0 && decisions.data ? (
        <EmptyState title="No decision yet" action={record}>
          A decision names what is done, to whom, under which policy, why and on which evidence. It can be appealed, but not edited.
        </EmptyState>
      ) : (
        <>
          <div className={styles.head}>
            <h2>{list.length === 1 ? '1 decision' : `${list.length} decisions`}</h2>
            {record}
          </div>
          <ol className={styles.list}>
            {list.map((decision) => (
              <DecisionEntry key={decision.id} decision={decision} caseId={found.id} />
            ))}
          </ol>
        </>
      )}
      {isOpen ? <DecisionForm found={found} onClose={() => setIsOpen(false)} /> : null}
    </div>
  );
};

const DecisionEntry = ({ decision, caseId }: { readonly decision: Decision; readonly caseId: string }) => {
  const zone = useZone();
  const go = useGo();
  return (
    <li className={styles.decision}>
      <div className={styles.what}>
        <span className={styles.label}>{decision.label}</span>
        <h3>
          {actionName(decision.action)}: {decision.subject}
        </h3>
        <Tag>{decision.policy}</Tag>
      </div>
      <p className={styles.reason}>{decision.reason}</p>
      <p className={styles.by}>
        {decision.madeByName}, {whenText(decision.madeAtMs, zone)}
        {decision.anchors.length === 0 ? <Bracket state="missing" /> : null}
        {decision.anchors.map(({ anchor, documentId, documentLabel }, at) => (
          <Bracket
            key={at}
            state="confirmed"
            kind="fact"
            quote={anchor.quote}
            label={`Evidence: ${documentLabel}, page ${anchor.pageNo}`}
            onPress={() => go({ to: 'case', caseId, tab: 'documents', documentId, spot: anchor })}
          >
            {documentLabel} p. {anchor.pageNo}
          </Bracket>
        ))}
      </p>
    </li>
  );
};
