import { ShieldCheck } from 'lucide-react';
import { useZone, whenText } from '../../platform/dates.ts';
import { useMay } from '../../platform/session.ts';
import { useAct } from '../../platform/use-call.ts';
import { usePages } from '../../platform/use-pages.ts';
import { countText } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { useState } from 'react';
import styles from './settings.module.css';

const PAGE_SIZE = 100;

/** Who did what, newest first, and whether the chain of records is unbroken. */
export const AuditPart = () => {
  const mayRead = useMay('audit.read');
  if (!mayRead)
    return (
      <EmptyState title="The audit trail is closed to your role">
        Auditors, administrators, supervisors, investigators and export staff may read it.
      </EmptyState>
    );
  return <AuditTrail />;
};

const AuditTrail = () => {
  const zone = useZone();
  const check = useAct('desk.checkAudit');
  const [verdict, setVerdict] = useState<{ readonly isIntact: boolean; readonly text: string } | null>(null);
  const found = usePages('desk.audit', {
    input: { limit: PAGE_SIZE },
    nextInput: (pages) => {
      const last = pages.at(-1)?.records;
      return last && last.length === PAGE_SIZE ? { beforeSeq: last.at(-1)?.seq ?? 0 } : null;
    },
  });
  const records = found.pages.flatMap((page) => page.records);
  const total = found.pages[0]?.total ?? 0;
  const run = async () => {
    const result = await check.run({});
    if (!result.ok) return;
    const { intact, records: checked, brokenAtSeq, head } = result.value;
    setVerdict({
      isIntact: intact,
      text: intact
        ? `Unbroken: ${countText(checked, 'record')}, head ${head.slice(0, 12)}`
        : `Broken at record ${brokenAtSeq ?? '?'}; nothing after it can be trusted`,
    });
  };
  return (
    <>
      <header className={styles.head}>
        <h2>Audit trail</h2>
        <p>
          Each record holds the hash of the one before; none can be changed or removed without breaking the chain. Its head goes into every
          packet.
        </p>
      </header>
      <div className={styles.row}>
        <Button icon={ShieldCheck} onPress={() => void run()} isPending={check.isBusy}>
          Check the chain
        </Button>
        <output>{verdict ? <StatePill tone={verdict.isIntact ? 'good' : 'late'}>{verdict.text}</StatePill> : null}</output>
        <span className={styles.soft}>{total > 0 ? `${countText(total, 'record')}, newest first` : ''}</span>
      </div>
      {found.error ? (
        <ErrorState
          title="The audit trail cannot be shown"
          happened={found.error.failure.message}
          incident={found.error.failure.incident}
        />
      ) : null}
      <div className={styles.table}>
        <DataTable
          label="Audit trail"
          items={records}
          idOf={(record) => String(record.seq)}
          columns={[
            { id: 'seq', name: 'No.', widthPx: 64, align: 'end', cell: (record) => record.seq.toLocaleString('en') },
            {
              id: 'when',
              name: 'When',
              widthPx: 140,
              cell: (record) => <span className={styles.when}>{whenText(record.atMs, zone)}</span>,
            },
            { id: 'who', name: 'Who', widthPx: 150, cell: (record) => record.actorName },
            { id: 'what', name: 'What', isRowHeader: true, cell: (record) => record.summary },
            { id: 'hash', name: 'Hash', widthPx: 96, cell: (record) => <span className={styles.code}>{record.hash.slice(0, 10)}</span> },
          ]}
          empty={found.isPending ? null : <EmptyState compact title="Nothing recorded yet" />}
        />
      </div>
      {found.hasMore ? (
        <div className={styles.row}>
          <Button onPress={found.loadMore} isPending={found.isFetching}>
            Show {PAGE_SIZE} older
          </Button>
        </div>
      ) : null}
    </>
  );
};
