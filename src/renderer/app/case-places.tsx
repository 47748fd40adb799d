import { lazy, Suspense, useEffect, type ReactNode } from 'react';
import { useGo, type CaseTab, type PlaceSearch } from '../platform/places.ts';
import { useCall } from '../platform/use-call.ts';
import { IntakeScreen } from '../features/intake/intake-screen.tsx';
import { OpenCaseScreen } from '../features/intake/open-case-screen.tsx';
import { Working } from '../ui/progress.tsx';

// The viewer brings pdf.js along, so what shows documents is loaded when it is first needed.
const WorkspaceScreen = lazy(async () => ({ default: (await import('../features/workspace/workspace-screen.tsx')).WorkspaceScreen }));
const DocumentView = lazy(async () => ({ default: (await import('../features/workspace/document-view.tsx')).DocumentView }));
const ReviewScreen = lazy(async () => ({ default: (await import('../features/review/review-screen.tsx')).ReviewScreen }));
const ResponseTab = lazy(async () => ({ default: (await import('../features/response/response-tab.tsx')).ResponseTab }));
const PacketTab = lazy(async () => ({ default: (await import('../features/packets/packet-tab.tsx')).PacketTab }));
const PacketsScreen = lazy(async () => ({ default: (await import('../features/packets/packets-screen.tsx')).PacketsScreen }));

const Part = ({ children }: { readonly children: ReactNode }) => <Suspense fallback={<Working>Opening</Working>}>{children}</Suspense>;

/** A case with its tabs, which come from three features. */
export const CasePlace = ({ caseId, tab, documentId, pageNo, spot }: PlaceSearch & { readonly caseId: string; readonly tab: CaseTab }) => (
  <Part>
    <WorkspaceScreen
      caseId={caseId}
      tab={tab}
      documentId={documentId}
      pageNo={pageNo}
      spot={spot}
      responseTab={
        <Part>
          <ResponseTab caseId={caseId} />
        </Part>
      }
      packetTab={
        <Part>
          <PacketTab caseId={caseId} />
        </Part>
      }
    />
  </Part>
);

/** What arrived, with the chosen document beside the list; `spot` marks the document that was asked for. */
export const IntakePlace = ({ documentId, spot, pageNo }: PlaceSearch) => (
  <IntakeScreen
    asked={documentId}
    document={(id) => (
      <Part>
        <DocumentView key={id} documentId={id} {...(id === documentId ? { spot, pageNo } : {})} />
      </Part>
    )}
  />
);

/** A document asked for by itself: shown in its case, or in the intake while it lies in none. */
export const DocumentPlace = ({ documentId, spot, pageNo }: PlaceSearch & { readonly documentId: string }) => {
  const go = useGo();
  const filed = useCall('documents.get', { documentId: documentId }).data?.cases[0];
  useEffect(() => {
    if (filed) go({ to: 'case', caseId: filed.caseId, tab: 'documents', documentId, spot, pageNo }, { replace: true });
  }, [filed, go, documentId, spot, pageNo]);
  return <IntakePlace key={documentId} documentId={documentId} spot={spot} pageNo={pageNo} />;
};

/** The form that opens a case, beside the document it is opened on. */
export const OpenCasePlace = ({ documentId }: { readonly documentId: string }) => (
  <OpenCaseScreen
    documentId={documentId}
    document={(spot) => (
      <Part>
        <DocumentView documentId={documentId} spot={spot} />
      </Part>
    )}
  />
);

/** The reviews that wait, or one of them. */
export const ReviewPlace = ({ caseId }: { readonly caseId?: string }) => (
  <Part>
    <ReviewScreen caseId={caseId} />
  </Part>
);

/** The packets, or one of them. */
export const PacketsPlace = ({ packetId }: { readonly packetId?: string }) => (
  <Part>
    <PacketsScreen packetId={packetId} />
  </Part>
);
