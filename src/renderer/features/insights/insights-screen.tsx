import { useGo } from '../../platform/places.ts';
import { useCall } from '../../platform/use-call.ts';
import { countText, KIND_WORDS, STATUS_WORDS } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { durationText } from '../../ui/duration-text.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Working } from '../../ui/progress.tsx';
import { classNames } from '../../ui/class-names.ts';
import layout from '../../ui/layout.module.css';
import styles from './insights-screen.module.css';

/** Where the team's work stands: counted from the desk's own cases, nothing estimated. */
export const InsightsScreen = () => {
  const { data, error } = useCall('desk.insights', {});
  if (error) return <ErrorState title="The numbers cannot be shown" happened={error.failure.message} incident={error.failure.incident} />;
  if (!data) {
    return (
      <div className={styles.waiting}>
        <Working>Counting</Working>
      </div>
    );
  }
  const cases = data.byStatus.reduce((sum, row) => sum + row.count, 0);
  return (
    <div className={layout.screen}>
      <header className={layout.head}>
        <h1 className={layout.title}>Insights</h1>
        <span className={layout.faint}>
          {countText(cases, 'case')}, {countText(data.documents, 'document')}, {countText(data.pages, 'page')} on this desk
        </span>
      </header>
      <div className={classNames(layout.scroll, styles.body)}>
        {cases === 0 ? (
          <EmptyState title="Nothing to count yet">
            Open the first case; its status, deadline and turnaround are counted here from then on.
          </EmptyState>
        ) : (
          <>
            <dl className={styles.figures}>
              <Figure name="Overdue" value={String(data.overdue)} note="open cases past their deadline" isLate={data.overdue > 0} />
              <Figure name="Due this week" value={String(data.dueThisWeek)} note="open cases, today included" />
              <Figure name="Opened" value={String(data.openedLast30Days)} note="in the last 30 days" />
              <Figure name="Arrived" value={String(data.receiptedLast30Days)} note="receipts verified in the last 30 days" />
              <Figure
                name="Turnaround"
                value={data.medianTurnaroundMs === null ? 'None yet' : durationText(data.medianTurnaroundMs)}
                note="median, from opening to the receipt"
              />
              <Figure
                name="Returned"
                value={data.returnedShare === null ? 'None yet' : `${Math.round(data.returnedShare * 100)} %`}
                note="of reviews came back with comments"
              />
            </dl>
            <div className={styles.tables}>
              <StatusTable rows={data.byStatus} />
              <KindTable rows={data.byKind} />
            </div>
          </>
        )}
      </div>
    </div>
  );
};

const Figure = ({
  name,
  value,
  note,
  isLate = false,
}: {
  readonly name: string;
  readonly value: string;
  readonly note: string;
  readonly isLate?: boolean;
}) => (
  <div className={styles.figure}>
    <dt>{name}</dt>
    <dd>
      <b className={isLate ? styles.late : undefined}>{value}</b>
      <small>{note}</small>
    </dd>
  </div>
);

interface StatusTableProps {
  readonly rows: readonly { readonly status: keyof typeof STATUS_WORDS; readonly count: number }[];
}

const StatusTable = ({ rows }: StatusTableProps) => {
  const go = useGo();
  const most = Math.max(1, ...rows.map((row) => row.count));
  return (
    <table className={styles.table}>
      <caption>Cases by status</caption>
      <thead>
        <tr>
          <th scope="col">Status</th>
          <th scope="col" className={styles.end}>
            Cases
          </th>
          <th scope="col">
            <span className={layout.readersOnly}>Share</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.status}>
            <th scope="row">
              <Button variant="link" icon={STATUS_WORDS[row.status].icon} onPress={() => go({ to: 'cases', statuses: [row.status] })}>
                {STATUS_WORDS[row.status].name}
              </Button>
            </th>
            <td className={styles.end}>{row.count.toLocaleString('en')}</td>
            <td className={styles.barCell} aria-hidden="true">
              <i className={styles.bar} style={{ width: `${(row.count / most) * 100}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

interface KindTableProps {
  readonly rows: readonly { readonly kind: keyof typeof KIND_WORDS; readonly open: number; readonly closed: number }[];
}

const KindTable = ({ rows }: KindTableProps) => {
  const go = useGo();
  const most = Math.max(1, ...rows.map((row) => row.open + row.closed));
  return (
    <table className={styles.table}>
      <caption>Cases by kind</caption>
      <thead>
        <tr>
          <th scope="col">Kind</th>
          <th scope="col" className={styles.end}>
            Open
          </th>
          <th scope="col" className={styles.end}>
            Closed
          </th>
          <th scope="col">
            <span className={layout.readersOnly}>Share</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.kind}>
            <th scope="row">
              <Button variant="link" icon={KIND_WORDS[row.kind].icon} onPress={() => go({ to: 'cases', kinds: [row.kind] })}>
                {KIND_WORDS[row.kind].name}
              </Button>
            </th>
            <td className={styles.end}>{row.open.toLocaleString('en')}</td>
            <td className={styles.end}>{row.closed.toLocaleString('en')}</td>
            <td className={styles.barCell} aria-hidden="true">
              <i className={styles.bar} style={{ width: `${(row.open / most) * 100}%` }} />
              <i className={styles.closed} style={{ width: `${(row.closed / most) * 100}%` }} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};
