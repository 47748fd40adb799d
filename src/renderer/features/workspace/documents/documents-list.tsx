import { useMemo, useRef, useState } from 'react';
import { FileSpreadsheet, FileText, FileWarning, FolderOpen, Image, Mail, Plus, Stamp, type LucideIcon } from 'lucide-react';
import type { DocumentRow } from '../../../../contract/documents.ts';
import type { CaseId } from '../../../../core/ids.ts';
import { client } from '../../../platform/client.ts';
import { bridge } from '../../../platform/host.ts';
import { uploadDocument } from '../../../platform/transfer.ts';
import { countText } from '../../../platform/words.ts';
import { classNames } from '../../../ui/class-names.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ProgressBar } from '../../../ui/progress.tsx';
import { RowList } from '../../../ui/row-list.tsx';
import { SearchField } from '../../../ui/search-field.tsx';
import { StatePill } from '../../../ui/state-pill.tsx';
import { showToast } from '../../../ui/toast-queue.ts';
import styles from './documents.module.css';

/** Props of {@link DocumentsList}. */
export interface DocumentsListProps {
  readonly caseId: CaseId;
  readonly documents: readonly DocumentRow[];
  readonly chosen: string | null;
  readonly canAdd: boolean;
  readonly onChoose: (documentId: string) => void;
}

/** The documents of a case with how far they are read and how many marks lie on them; files dropped here are added to the case. */
export const DocumentsList = ({ caseId, documents, chosen, canAdd, onChoose }: DocumentsListProps) => {
  const [filter, setFilter] = useState('');
  const [isOver, setIsOver] = useState(false);
  const [sending, setSending] = useState<{ readonly name: string; readonly done: number; readonly total: number } | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const shown = useMemo(
    () =>
      documents.filter((document) => `${labelOf(document, caseId)} ${document.name}`.toLowerCase().includes(filter.trim().toLowerCase())),
    [documents, filter, caseId],
  );

  const add = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    const electron = bridge();
    const paths = electron ? files.map((file) => electron.pathForFile(file)).filter((path) => path !== '') : [];
    if (paths.length > 0) {
      const result = await client.call('documents.importPaths', { paths, caseId });
      if (!result.ok) showToast({ tone: 'bad', title: result.failure.message });
      return;
    }
    let last: string | undefined;
    for (const [at, file] of files.entries()) {
      setSending({ name: file.name, done: at, total: files.length });
      const result = await uploadDocument(file, {
        caseId,
        onProgress: (sent, total) => setSending({ name: file.name, done: at + sent / Math.max(1, total), total: files.length }),
      });
      if (!result.ok) showToast({ tone: 'bad', title: `${file.name} was not added`, detail: result.failure.message });
      else if (result.value.status === 'duplicate')
        showToast({
          tone: 'info',
          title: `${file.name} is on this desk already`,
          detail: 'The same bytes were added to the case, not stored twice.',
        });
      else if (result.value.status === 'kept-unreadable')
        showToast({ tone: 'held', title: `${file.name} was kept`, detail: result.value.reason ?? 'Its text could not be read.' });
      if (result.ok) last = result.value.documentId ?? last;
    }
    setSending(null);
    if (last) onChoose(last);
  };

  return (
    <div
      className={classNames(styles.list, isOver && styles.over)}
      onDragOver={(event) => {
        if (!canAdd || !event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setIsOver(true);
      }}
      onDragLeave={() => setIsOver(false)}
      onDrop={(event) => {
        setIsOver(false);
        if (!canAdd) return;
        event.preventDefault();
        void add([...event.dataTransfer.files]);
      }}
    >
      <div className={styles.listHead}>
        <SearchField label={`Filter ${countText(documents.length, 'document')}`} value={filter} onChange={setFilter} grow />
        {canAdd ? (
          <>
            <IconButton icon={Plus} label="Add documents to this case" keys="A" onPress={() => picker.current?.click()} />
            <input
              ref={picker}
              type="file"
              multiple
              hidden
              aria-label="Files to add to this case"
              data-add-documents
              onChange={(event) => {
                void add([...(event.target.files ?? [])]);
                event.target.value = '';
              }}
            />
          </>
        ) : null}
      </div>
      {sending ? (
        <div className={styles.sending}>
          <span>{sending.name}</span>
          <ProgressBar label="Adding documents" value={sending.done} max={sending.total} />
        </div>
      ) : null}
      <RowList
        label="Documents"
        className={styles.documents}
        items={shown.map((document) => ({ document, caseId }))}
        idOf={({ document }) => document.id}
        textOf={({ document }) => document.name}
        chosen={chosen}
        onChoose={onChoose}
        row={documentEntry}
        empty={
          <EmptyState compact title={documents.length === 0 ? 'No documents yet' : 'No document has that name'}>
            {documents.length === 0
              ? 'Drop files here. They are hashed, kept encrypted and read on this desk.'
              : 'The filter looks at names and labels.'}
          </EmptyState>
        }
      />
      {isOver ? (
        <div className={styles.dropHere} aria-hidden="true">
          <Icon of={FolderOpen} size={20} />
          Add to this case
        </div>
      ) : null}
    </div>
  );
};

/** The document's label in a case (`D1`), or nothing where it is not filed there. */
export const labelOf = (document: DocumentRow, caseId: string | undefined): string =>
  document.cases.find((filed) => filed.caseId === caseId)?.label ?? '';

const documentEntry = ({ document, caseId }: { readonly document: DocumentRow; readonly caseId: string }) => {
  const label = labelOf(document, caseId);
  const isRequest = document.cases.some((filed) => filed.caseId === caseId && filed.role === 'request');
  return (
    <div className={styles.entry}>
      <Icon of={iconOf(document)} className={styles.entryIcon} />
      <div className={styles.entryBody}>
        <span className={styles.entryName}>{document.name}</span>
        {document.state === 'reading' || document.state === 'stored' ? (
          <>
            <span className={styles.entryState}>
              {label} {document.pageCount ? countText(document.pageCount, 'page') : 'waiting to be read'}
            </span>
            {document.pageCount ? (
              <>
                <ProgressBar label={`Reading ${document.name}`} value={document.pagesRead} max={document.pageCount} />
                <span className={styles.entryState}>
                  {document.pagesRead.toLocaleString('en')} of {document.pageCount.toLocaleString('en')} read
                </span>
              </>
            ) : null}
          </>
        ) : document.state === 'kept-unreadable' ? (
          <span className={styles.entryState}>
            {label}{' '}
            <StatePill tone="late" bare size="small">
              Could not be read, kept
            </StatePill>
          </span>
        ) : (
          <span className={styles.entryState}>
            {[label, document.pageCount ? countText(document.pageCount, 'page') : null].filter(Boolean).join(' ')}
            {document.marks > 0 ? ` · ${countText(document.marks, 'mark')}` : ''}
            {isRequest ? ' · request' : ''}
          </span>
        )}
      </div>
    </div>
  );
};

const iconOf = (document: DocumentRow): LucideIcon => {
  if (document.state === 'kept-unreadable') return FileWarning;
  if (/csv|spreadsheet|excel/.test(document.mediaType)) return FileSpreadsheet;
  if (/rfc822|outlook/.test(document.mediaType)) return Mail;
  if (document.mediaType.startsWith('image/')) return Image;
  if (/pkcs7|signature/.test(document.mediaType)) return Stamp;
  return FileText;
};
