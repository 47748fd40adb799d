import { useState } from 'react';
import type { CaseId } from '../../../core/ids.ts';
import type { CallOutput } from '../../platform/client.ts';
import { useZone, whenText } from '../../platform/dates.ts';
import { useCall } from '../../platform/use-call.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable, type DataColumn } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { PersonMark } from '../../ui/person-mark.tsx';
import { Working } from '../../ui/progress.tsx';
import styles from './activity-tab.module.css';

type Record = CallOutput<'desk.audit'>['records'][number];

/** Props of {@link ActivityTab}. */
export interface ActivityTabProps {
  readonly caseId: CaseId;
  readonly mayRead: boolean;
}

const PAGE = 100;
const MOST = 500;

/** Who did what when in a case, newest first: the case's part of the audit log, with the hash that chains each record to the one before. */
export const ActivityTab = ({ caseId, mayRead }: ActivityTabProps) => {
  const zone = useZone();
  const [limit, setLimit] = useState(PAGE);
  const audit = useCall('desk.audit', { caseId, limit }, { enabled: mayRead, keepPrevious: true });
  if (!mayRead)
    return (
      <EmptyState title="The activity is kept, but not for your role">
        Investigators, supervisors, export staff and auditors read who did what when.
      </EmptyState>
    );
  if (audit.error)
    return (
      <ErrorState title="The activity could not be read" happened={audit.error.failure.message} incident={audit.error.failure.incident} />
    );
  if (!audit.data)
    return (
      <div className={styles.waiting}>
        <Working>Reading the activity</Working>
      </div>
    );
  const { records, total } = audit.data;
  return (
    <div className={styles.tab}>
      <DataTable<Record>
        label="Activity of this case"
        items={records}
        idOf={(record) => String(record.seq)}
        columns={columnsIn(zone)}
        empty={
          <EmptyState compact title="Nothing yet">
            Every change of the case is recorded here, in a chain that can not be edited.
          </EmptyState>
        }
      />
      <footer className={styles.foot}>
        <span>
          {records.length.toLocaleString('en')} of {total.toLocaleString('en')} records of this case
        </span>
        {records.length < total && limit < MOST ? (
          <Button size="small" onPress={() => setLimit(Math.min(MOST, limit + PAGE))}>
            Show more
          </Button>
        ) : null}
      </footer>
    </div>
  );
};

const columnsIn = (zone: string): readonly DataColumn<Record>[] => [
  {
    id: 'when',
    name: 'When',
    widthPx: 168,
    cell: (record) => <span className={styles.figures}>{whenText(record.atMs, zone)}</span>,
  },
  {
    id: 'who',
    name: 'Who',
    widthPx: 200,
    cell: (record) => (
      <span className={styles.who}>
        <PersonMark name={record.actorName} size="small" label={false} />
        {record.actorName}
      </span>
    ),
  },
  { id: 'what', name: 'What', isRowHeader: true, cell: (record) => <span className={styles.what}>{record.summary}</span> },
  { id: 'action', name: 'Action', widthPx: 170, cell: (record) => <code className={styles.code}>{record.action}</code> },
  {
    id: 'seq',
    name: 'No.',
    widthPx: 76,
    align: 'end',
    cell: (record) => <span className={styles.figures}>{record.seq.toLocaleString('en')}</span>,
  },
  {
    id: 'hash',
    name: 'Hash',
    widthPx: 120,
    cell: (record) => (
      <code className={styles.code} title={record.hash}>
        {record.hash.slice(0, 12)}
      </code>
    ),
  },
];
