import { useEffect, useState, type ReactNode } from 'react';
import { Briefcase, FolderInput } from 'lucide-react';
import { useZone } from '../../platform/dates.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useMay } from '../../platform/session.ts';
import { useCall } from '../../platform/use-call.ts';
import { usePages } from '../../platform/use-pages.ts';
import { countText } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { RowList } from '../../ui/row-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import layout from '../../ui/layout.module.css';
import { AddToCaseDialog } from './add-to-case-dialog.tsx';
import { DocumentRow } from './document-row.tsx';
import { AddButtons, DropArea } from './drop-area.tsx';
import { ImportPanel } from './import-panel.tsx';
import { onFileFinished, useImportQueue } from './import-queue.ts';
import { useAddDocuments } from './use-add-documents.ts';
import styles from './intake-screen.module.css';

/** Props of {@link IntakeScreen}: the viewer, which belongs to another feature, comes in as a function of the document. */
export interface IntakeScreenProps {
  /** The document to start with, where another screen asked for it. */
  readonly asked?: string | undefined;
  readonly document: (documentId: string) => ReactNode;
}

const PAGE_SIZE = 100;

/** What arrived and lies in no case yet: bring it in, look at it, open a case on it. */
export const IntakeScreen = ({ asked, document }: IntakeScreenProps) => {
  const go = useGo();
  const zone = useZone();
  const add = useAddDocuments();
  const mayImport = useMay('document.import');
  const mayOpen = useMay('case.open');
  const mayEdit = useMay('case.edit');
  const closedReason = mayImport ? null : 'Your role does not bring in documents';
  const [filter, setFilter] = useState('');
  const [wanted, setWanted] = useState<string | null>(asked ?? null);
  const [isAdding, setAdding] = useState(false);
  const found = usePages('documents.list', {
    input: { scope: 'intake', limit: PAGE_SIZE, ...(filter.trim() ? { filter: filter.trim() } : {}) },
    nextInput: (pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return loaded < (pages[0]?.total ?? 0) ? { offset: loaded } : null;
    },
  });
  const rows = found.pages.flatMap((page) => page.rows);
  const total = found.pages[0]?.total ?? 0;
  const elsewhere = useCall(
    'documents.get',
    { documentId: wanted ?? '' },
    { enabled: wanted !== null && !rows.some((row) => row.id === wanted) },
  );
  const chosen = rows.find((row) => row.id === wanted) ?? (elsewhere.data?.cases.length === 0 ? elsewhere.data : rows[0]);

  useEffect(
    () =>
      onFileFinished((file) => {
        if (file.outcome?.documentId && file.outcome.status !== 'duplicate') setWanted(file.outcome.documentId);
        if (file.outcome?.status === 'duplicate')
          showToast({
            tone: 'info',
            title: `${file.name} is here already`,
            detail: 'The same bytes were imported before; nothing was stored twice.',
          });
      }),
    [],
  );
  useKeys('Intake', [
    {
      keys: 'o',
      name: 'Open a case on this document',
      run: () => chosen && go({ to: 'open-case', documentId: chosen.id }),
      when: mayOpen && chosen !== undefined,
    },
  ]);

  const isEmpty = !found.isPending && total === 0 && filter === '';
  const isImporting = useImportQueue().files.length > 0;
  return (
    <DropArea add={add} closedReason={closedReason}>
      <header className={layout.head}>
        <h1 className={layout.title}>Intake</h1>
        <span className={styles.sub}>{total > 0 ? `${countText(total, 'document')} in no case yet` : ''}</span>
        <span className={layout.grow} />
        {isEmpty ? null : <AddButtons add={add} closedReason={closedReason} isPrimary={false} />}
      </header>
      <SplitPanes
        rememberAs="intake"
        start={
          isEmpty && !isImporting
            ? undefined
            : {
                name: 'Documents in no case',
                startPx: 360,
                minPx: 280,
                maxPx: 560,
                content: (
                  <>
                    <ImportPanel
                      onShow={(documentId) =>
                        rows.some((row) => row.id === documentId) ? setWanted(documentId) : go({ to: 'document', documentId })
                      }
                    />
                    <div className={styles.filter}>
                      <SearchField label="Filter by name" value={filter} onChange={setFilter} grow />
                    </div>
                    <div className={layout.scroll}>
                      <RowList
                        label="Documents in no case"
                        items={rows}
                        idOf={(row) => row.id}
                        textOf={(row) => row.name}
                        chosen={chosen?.id}
                        onChoose={setWanted}
                        {...(mayOpen ? { onOpen: (documentId: string) => go({ to: 'open-case', documentId }) } : {})}
                        row={(row) => <DocumentRow row={row} zone={zone} />}
                        empty={
                          found.isPending ? null : (
                            <EmptyState compact title={filter ? 'Nothing matches' : 'Nothing waits'}>
                              {filter ? 'No document in the intake has this in its name.' : 'Every document has its case.'}
                            </EmptyState>
                          )
                        }
                      />
                      {found.hasMore ? (
                        <p className={styles.more}>
                          <Button size="small" onPress={found.loadMore}>
                            Show more
                          </Button>
                        </p>
                      ) : null}
                    </div>
                  </>
                ),
              }
        }
      >
        {found.error ? (
          <ErrorState title="The intake cannot be shown" happened={found.error.failure.message} incident={found.error.failure.incident} />
        ) : isEmpty ? (
          <div className={styles.landing}>
            <EmptyState title="The intake is empty" action={<AddButtons add={add} closedReason={closedReason} isPrimary />}>
              Drop a file, an email or a folder anywhere here. Casewright stores it encrypted, reads it, and suggests its type, severity and
              deadline; you decide.
            </EmptyState>
          </div>
        ) : chosen ? (
          <section className={styles.preview} aria-label={chosen.name}>
            <div className={styles.actions}>
              <h2 className={styles.name}>{chosen.name}</h2>
              <Button
                icon={FolderInput}
                onPress={() => setAdding(true)}
                disabledReason={mayEdit ? null : 'Your role does not change cases'}
              >
                Add to a case
              </Button>
              <Button
                variant="primary"
                icon={Briefcase}
                keys="O"
                onPress={() => go({ to: 'open-case', documentId: chosen.id })}
                disabledReason={mayOpen ? null : 'Your role does not open cases'}
              >
                Open a case
              </Button>
            </div>
            {document(chosen.id)}
            <AddToCaseDialog documentId={chosen.id} documentName={chosen.name} isOpen={isAdding} onClose={() => setAdding(false)} />
          </section>
        ) : null}
      </SplitPanes>
    </DropArea>
  );
};
