import { lazy, Suspense, useEffect, type ComponentType, type ReactNode } from 'react';
import type { DocumentId } from '../../core/ids.ts';
import { useGo, type CaseTab, type PlaceSearch } from '../platform/places.ts';
import { useCall } from '../platform/use-call.ts';
import { IntakeScreen } from '../features/intake/intake-screen.tsx';
import { OpenCaseScreen } from '../features/intake/open-case-screen.tsx';
import { Working } from '../ui/progress.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

const modules = import.meta.glob<Record<string, ComponentType<never>>>([
  '../features/workspace/workspace-screen.tsx',
  '../features/workspace/document-view.tsx',
  '../features/review/review-screen.tsx',
  '../features/response/response-tab.tsx',
  '../features/packets/packet-tab.tsx',
  '../features/packets/packets-screen.tsx',
]);

const screen = <Props,>(path: string, name: string): ComponentType<Props> =>
  lazy(async () => {
    const module = await modules[`../features/${path}`]?.();
    return { default: (module?.[name] ?? (() => <EmptyState title={`${name} is not built yet`} />)) as ComponentType<Props> };
  });

const WorkspaceScreen = screen<PlaceSearch & { caseId: string; tab: CaseTab; responseTab: ReactNode; packetTab: ReactNode }>('workspace/workspace-screen.tsx', 'WorkspaceScreen');
const DocumentView = screen<PlaceSearch & { documentId: string }>('workspace/document-view.tsx', 'DocumentView');
const ReviewScreen = screen<{ caseId?: string | undefined }>('review/review-screen.tsx', 'ReviewScreen');
const ResponseTab = screen<{ caseId: string }>('response/response-tab.tsx', 'ResponseTab');
const PacketTab = screen<{ caseId: string }>('packets/packet-tab.tsx', 'PacketTab');
const PacketsScreen = screen<{ packetId?: string | undefined }>('packets/packets-screen.tsx', 'PacketsScreen');

const Part = ({ children }: { readonly children: ReactNode }) => <Suspense fallback={<Working>Opening</Working>}>{children}</Suspense>;

/** A case with its tabs, which come from three features. */
export const CasePlace = ({ caseId, ...rest }: PlaceSearch & { readonly caseId: string; readonly tab: CaseTab }) => (
  <Part>
    <WorkspaceScreen
      caseId={caseId}
      {...rest}
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

/** What arrived, with the chosen document beside the list. */
export const IntakePlace = () => (
  <IntakeScreen
    document={(documentId) => (
      <Part>
        <DocumentView key={documentId} documentId={documentId} />
      </Part>
    )}
  />
);

/** A document by itself; one that lies in a case is shown there. */
export const DocumentPlace = (props: PlaceSearch & { readonly documentId: string }) => {
  const go = useGo();
  const { documentId, spot, pageNo } = props;
  const filed = useCall('documents.get', { documentId: documentId as DocumentId }).data?.cases[0];
  useEffect(() => {
    if (filed) go({ to: 'case', caseId: filed.caseId, tab: 'documents', documentId, spot, pageNo }, { replace: true });
  }, [filed, go, documentId, spot, pageNo]);
  return (
    <Part>
      <DocumentView {...props} />
    </Part>
  );
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
