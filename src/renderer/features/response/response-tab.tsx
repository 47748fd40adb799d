import { useState } from 'react';
import type { CaseId } from '../../../core/ids.ts';
import { useMay } from '../../platform/session.ts';
import { useCall } from '../../platform/use-call.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import { ChooseTemplate } from './choose-template.tsx';
import { ResponseDesk } from './response-desk.tsx';
import styles from './response.module.css';

const WRITABLE = ['investigating', 'drafting', 'returned'];

/** The response of a case: choosing a template, writing on paper, sending it for review, reading what became of it. */
export const ResponseTab = ({ caseId }: { readonly caseId: string }) => {
  const id = caseId as CaseId;
  const found = useCall('cases.get', { caseId: id });
  const response = useCall('responses.get', { caseId: id });
  const facts = useCall('facts.list', { caseId: id });
  const mayWrite = useMay('response.write');
  const [draftsAgain, setDraftsAgain] = useState(false);
  const [earlierNo, setEarlierNo] = useState<number | null>(null);
  const earlier = useCall('responses.get', { caseId: id, versionNo: earlierNo ?? 1 }, { enabled: earlierNo !== null });

  const error = found.error ?? response.error ?? facts.error;
  if (error)
    return (
      <ErrorState
        title="The response can not be shown"
        happened={error.failure.message}
        kept="Every saved version."
        incident={error.failure.incident}
      />
    );
  if (!found.data || !response.data || !facts.data) {
    return (
      <div className={styles.waiting}>
        <Working>Opening the response</Working>
      </div>
    );
  }
  const { version, rounds, versions } = response.data;
  const isOpen = WRITABLE.includes(found.data.status);
  const shown = earlierNo === null || earlierNo === version?.versionNo ? version : (earlier.data?.version ?? null);
  if (!version || draftsAgain) {
    if (!version && !isOpen)
      return <EmptyState title="This case was closed without a response">Nothing was drafted before it was finished.</EmptyState>;
    return (
      <ChooseTemplate
        caseId={id}
        factsToConfirm={found.data.counts.factsToConfirm}
        closed={mayWrite ? null : 'An investigator writes the response; your role reads it.'}
        onDrafted={() => (setDraftsAgain(false), setEarlierNo(null))}
        onBack={version ? () => setDraftsAgain(false) : undefined}
      />
    );
  }
  if (!shown) {
    return (
      <div className={styles.waiting}>
        <Working>Opening version {earlierNo}</Working>
      </div>
    );
  }
  return (
    <ResponseDesk
      key={shown === version ? 'newest' : `earlier-${shown.versionNo}`}
      found={found.data}
      version={shown}
      newestNo={version.versionNo}
      rounds={rounds}
      versions={versions}
      facts={facts.data.facts}
      mayWrite={mayWrite}
      isOpen={isOpen}
      onVersion={(versionNo) => setEarlierNo(versionNo === version.versionNo ? null : versionNo)}
      onDraftAgain={() => setDraftsAgain(true)}
    />
  );
};
