import { ArrowDown, ArrowUp } from 'lucide-react';
import { Button as AriaButton, GridList, GridListHeader, GridListItem, GridListSection } from 'react-aria-components';
import type { CallInput } from '../../platform/client.ts';
import { KIND_WORDS, STATUS_WORDS } from '../../platform/words.ts';
import { classNames } from '../../ui/class-names.ts';
import { Fuse } from '../../ui/deadline-ruler.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PersonMark } from '../../ui/person-mark.tsx';
import { SeverityBars } from '../../ui/severity-bars.tsx';
import { StatePill } from '../../ui/state-pill.tsx';
import { deadlineView, type CaseGroup, type CaseRow } from './case-deadline.ts';
import styles from './case-list.module.css';

/** What a list of cases can be sorted by. */
export type CaseSort = NonNullable<CallInput<'cases.list'>['sort']>;

/** Props of {@link CaseList}. */
export interface CaseListProps {
  readonly groups: readonly CaseGroup[];
  readonly sort: CaseSort;
  readonly descending: boolean;
  readonly onSort: (sort: CaseSort) => void;
  readonly chosen: string | null;
  readonly onChoose: (id: string) => void;
  readonly onOpen: (id: string) => void;
  readonly nowMs: number;
  readonly zone: string;
}

const HEADS: readonly { readonly sort: CaseSort | null; readonly name: string }[] = [
  { sort: 'severity', name: 'Sev' },
  { sort: 'number', name: 'Number' },
  { sort: 'title', name: 'Case' },
  { sort: null, name: 'Kind' },
  { sort: 'status', name: 'Status' },
  { sort: 'deadline', name: 'Next deadline' },
  { sort: null, name: 'Who' },
];

/** Cases in columns under their deadline headings; arrows or J and K move, Enter opens. */
export const CaseList = ({ groups, sort, descending, onSort, chosen, onChoose, onOpen, nowMs, zone }: CaseListProps) => (
  <div className={styles.table}>
    <fieldset className={styles.heads} aria-label="Sort the cases">
      {HEADS.map((head) =>
        head.sort ? (
          <AriaButton
            key={head.name}
            className={styles.head ?? ''}
            onPress={() => onSort(head.sort as CaseSort)}
            data-on={sort === head.sort || undefined}
          >
            {head.name}
            <span className={styles.readersOnly}>
              {sort === head.sort ? (descending ? ', sorted, descending' : ', sorted, ascending') : ', sort by this'}
            </span>
            {sort === head.sort ? <Icon of={descending ? ArrowDown : ArrowUp} size={12} /> : null}
          </AriaButton>
        ) : (
          <span key={head.name} className={styles.head} data-column={head.name}>
            {head.name}
          </span>
        ),
      )}
    </fieldset>
    <GridList
      aria-label="Cases"
      className={styles.list ?? ''}
      disallowTypeAhead
      selectionMode="single"
      selectionBehavior="replace"
      selectedKeys={chosen ? [chosen] : []}
      onSelectionChange={(keys) => {
        const [id] = keys === 'all' ? [] : [...keys];
        if (id !== undefined) onChoose(String(id));
      }}
      onAction={(id) => onOpen(String(id))}
    >
      {groups.map((group) => (
        <GridListSection key={group.id} id={`group-${group.id}`} aria-label={group.name}>
          {group.name ? (
            <GridListHeader className={styles.group ?? ''}>
              {group.name} <small>{group.rows.length.toLocaleString('en')}</small>
            </GridListHeader>
          ) : null}
          {group.rows.map((row) => (
            <GridListItem key={row.id} id={row.id} textValue={`${row.number} ${row.title}`} className={styles.row ?? ''}>
              <CaseCells row={row} nowMs={nowMs} zone={zone} />
            </GridListItem>
          ))}
        </GridListSection>
      ))}
    </GridList>
  </div>
);

const CaseCells = ({ row, nowMs, zone }: { readonly row: CaseRow; readonly nowMs: number; readonly zone: string }) => {
  const deadline = deadlineView(row, nowMs, zone);
  const status = STATUS_WORDS[row.status];
  return (
    <>
      <span className={styles.severity}>
        <SeverityBars level={row.severity} />
      </span>
      <span className={styles.number}>{row.number}</span>
      <span className={styles.title} title={row.title}>
        {row.title}
      </span>
      <span className={classNames(styles.soft, styles.kind)}>{KIND_WORDS[row.kind].name}</span>
      <span className={styles.soft}>
        <StatePill tone="plain" icon={status.icon} bare>
          <span className={styles.statusWord}>{status.name}</span>
        </StatePill>
      </span>
      <span className={styles.deadline}>
        {deadline ? (
          <>
            <StatePill tone={deadline.tone} bare>
              {deadline.text}
            </StatePill>
            <Fuse passed={deadline.passed} tone={deadline.tone} />
            <span className={styles.when}>{deadline.when}</span>
          </>
        ) : (
          <span className={styles.when}>None</span>
        )}
      </span>
      <span className={styles.who}>
        <PersonMark name={row.holder.name} size="small" />
      </span>
    </>
  );
};
