import { useState, type ReactNode } from 'react';
import type { Anchor } from '../../../core/evidence/anchor.ts';
import type { NextAction } from '../../../contract/cases.ts';
import type { CaseId } from '../../../core/ids.ts';
import type { CaseTab } from '../../platform/places.ts';
import { useGo } from '../../platform/places.ts';
import { useMay } from '../../platform/session.ts';
import { useCall } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import { Tabs, type TabItem } from '../../ui/tabs.tsx';
import { ActivityTab } from './activity-tab.tsx';
import { CaseHeader } from './case-header.tsx';
import { DecisionsTab } from './decisions-tab.tsx';
import { DocumentsTab } from './documents/documents-tab.tsx';
import { OverviewTab } from './overview/overview-tab.tsx';
import { TimelineTab } from './timeline/timeline-tab.tsx';
import styles from './workspace-screen.module.css';

/** Props of {@link WorkspaceScreen}. The response and the packet are other features; their tabs come in as nodes. */
export interface WorkspaceScreenProps {
  readonly caseId: string;
  readonly tab: CaseTab;
  readonly documentId?: string | undefined;
  readonly pageNo?: number | undefined;
  readonly spot?: Anchor | undefined;
  readonly responseTab: ReactNode;
  readonly packetTab: ReactNode;
}

/** One case: what it is, what is next, and its seven tabs. */
export const WorkspaceScreen = ({ caseId, tab, documentId, pageNo, spot, responseTab, packetTab }: WorkspaceScreenProps) => {
  const id = caseId as CaseId;
  const go = useGo();
  const found = useCall('cases.get', { caseId: id });
  const facts = useCall('facts.list', { caseId: id });
  const mayEdit = useMay('case.edit');
  const mayAdd = useMay('document.import');
  const mayDecide = useMay('decision.make');
  const mayAudit = useMay('audit.read');
  const [confirmToken, setConfirmToken] = useState(0);

  if (found.error) {
    return (
      <ErrorState
        title="This case can not be shown"
        happened={found.error.failure.message}
        kept="Nothing was changed."
        incident={found.error.failure.incident}
        action={<Button onPress={() => go({ to: 'cases' })}>All cases</Button>}
      />
    );
  }
  if (!found.data) {
    return (
      <div className={styles.opening}>
        <Working>Opening the case</Working>
      </div>
    );
  }
  const detail = found.data;
  const isOpen = detail.status === 'investigating' || detail.status === 'drafting' || detail.status === 'returned';
  const canEdit = mayEdit && isOpen;
  const next = (): void => {
    switch (detail.nextAction.action) {
      case 'confirm-facts':
        setConfirmToken((token) => token + 1);
        return go({ to: 'case', caseId, tab: 'documents', documentId, spot });
      case 'review':
        return go({ to: 'review', caseId });
      case 'seal':
      case 'send':
      case 'wait':
        return go({ to: 'case', caseId, tab: 'packet' });
      case 'none':
        return;
      case 'draft-response':
      case 'submit':
      case 'revise':
        return go({ to: 'case', caseId, tab: 'response' });
    }
  };
  const { counts } = detail;
  const tabs: readonly TabItem<CaseTab>[] = [
    { id: 'overview', name: 'Overview', content: <OverviewTab found={detail} canEdit={canEdit} /> },
    {
      id: 'documents',
      name: 'Documents',
      note: counts.documents,
      content: (
        <DocumentsTab
          found={detail}
          canEdit={canEdit}
          canAdd={mayAdd && canEdit}
          documentId={documentId}
          pageNo={pageNo}
          spot={spot}
          confirmToken={confirmToken}
          onConfirming={() => setConfirmToken(0)}
        />
      ),
    },
    { id: 'timeline', name: 'Timeline', note: counts.timeline, content: <TimelineTab found={detail} canEdit={canEdit} /> },
    {
      id: 'response',
      name: 'Response',
      note: counts.responseVersion > 0 ? `draft ${counts.responseVersion}` : undefined,
      content: responseTab,
    },
    {
      id: 'decisions',
      name: 'Decisions',
      note: counts.decisions > 0 ? counts.decisions : undefined,
      content: <DecisionsTab found={detail} canDecide={mayDecide && isOpen} />,
    },
    { id: 'activity', name: 'Activity', content: <ActivityTab caseId={id} mayRead={mayAudit} /> },
    { id: 'packet', name: 'Packet', note: detail.packetId ? `r${detail.revision}` : undefined, content: packetTab },
  ];
  return (
    <div className={styles.workspace}>
      <CaseHeader found={detail} facts={facts.data?.facts ?? []} onNext={next} isHere={isTakenOn(tab, detail.nextAction.action)} />
      <Tabs label={`Case ${detail.number}`} tabs={tabs} value={tab} onChange={(to) => go({ to: 'case', caseId, tab: to })} />
    </div>
  );
};

/** Whether a tab has the button of a next step itself. */
const isTakenOn = (tab: CaseTab, action: NextAction['action']): boolean =>
  (tab === 'response' && (action === 'draft-response' || action === 'submit' || action === 'revise')) ||
  (tab === 'packet' && (action === 'seal' || action === 'send'));
