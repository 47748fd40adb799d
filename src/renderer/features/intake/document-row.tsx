import { FileText, FileWarning, Mail, Sheet, Image as ImageIcon, type LucideIcon } from 'lucide-react';
import type { CallOutput } from '../../platform/client.ts';
import { whenText } from '../../platform/dates.ts';
import { countText, sizeText } from '../../platform/words.ts';
import { Icon } from '../../ui/icon.tsx';
import { ProgressBar } from '../../ui/progress.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import styles from './document-row.module.css';

/** A document as a list shows it. */
export type DocumentRowData = CallOutput<'documents.list'>['rows'][number];

const iconOf = (row: DocumentRowData): LucideIcon => {
  if (row.state === 'kept-unreadable') return FileWarning;
  if (row.mediaType === 'message/rfc822') return Mail;
  if (row.mediaType.startsWith('image/')) return ImageIcon;
  return row.mediaType === 'text/csv' || row.mediaType.includes('spreadsheet') ? Sheet : FileText;
};

/** What is known of a document's reading, in one line. */
const readingText = (row: DocumentRowData): string => {
  if (row.state === 'kept-unreadable') return row.reason ?? 'Could not be read; the bytes are kept.';
  if (row.state === 'stored') return 'Stored, reading begins';
  if (row.state === 'reading') return row.pageCount ? `Reading, ${row.pagesRead} of ${row.pageCount} pages` : 'Reading';
  return row.pageCount ? countText(row.pageCount, 'page') : 'Read';
};

/** A document that lies in no case yet: its name in full, its state, when and by whom. */
export const DocumentRow = ({ row, zone }: { readonly row: DocumentRowData; readonly zone: string }) => (
  <div className={styles.row}>
    <Icon of={iconOf(row)} className={styles.icon} />
    <div className={styles.body}>
      <span className={styles.name}>{row.name}</span>
      {row.state === 'kept-unreadable' ? (
        <>
          <StatePill tone="soon" icon={FileWarning} bare size="small">
            Kept, could not be read
          </StatePill>
          <span className={styles.detail}>{readingText(row)}</span>
        </>
      ) : (
        <span className={styles.detail}>
          {readingText(row)} · {sizeText(row.sizeBytes)}
        </span>
      )}
      {row.state === 'reading' ? (
        <ProgressBar label={`Reading ${row.name}`} value={row.pageCount ? row.pagesRead : undefined} max={row.pageCount ?? 1} />
      ) : null}
      <span className={styles.detail}>
        {whenText(row.importedAtMs, zone)}, {row.importedByName}
      </span>
    </div>
  </div>
);
