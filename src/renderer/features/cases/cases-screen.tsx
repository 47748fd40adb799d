import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { Plus, SlidersHorizontal } from 'lucide-react';
import { CASE_KINDS, CASE_STATUSES, type CaseKind, type CaseStatus } from '../../../core/cases/case.ts';
import { dayIn, useZone } from '../../platform/dates.ts';
import { useKeys } from '../../platform/keys.ts';
import { useGo } from '../../platform/places.ts';
import { useRemembered } from '../../platform/remembered.ts';
import { useMay } from '../../platform/session.ts';
import { usePages } from '../../platform/use-pages.ts';
import { countText, KIND_WORDS, STATUS_WORDS } from '../../platform/words.ts';
import { Button } from '../../ui/button.tsx';
import { useNowMs } from '../../ui/countdown.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { Menu } from '../../ui/menu.tsx';
import { Working } from '../../ui/progress.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { SplitPanes } from '../../ui/split-panes.tsx';
import layout from '../../ui/layout.module.css';
import { groupByDeadline, isFinished } from './case-deadline.ts';
import { CaseList, type CaseSort } from './case-list.tsx';
import { CasePeek } from './case-peek.tsx';
import { HorizonStrip } from './horizon-strip.tsx';
import { isListState, LIST_START, VIEWS, type ListState } from './list-state.ts';
import { useCaseCursor } from './use-case-cursor.ts';
import styles from './cases-screen.module.css';

const PAGE_SIZE = 100;

/** Props of {@link CasesScreen}: a filter that another screen asks for; it replaces the one left here. */
export interface CasesScreenProps {
  readonly kinds?: readonly CaseKind[] | undefined;
  readonly statuses?: readonly CaseStatus[] | undefined;
}

/** The list of cases: views, the three-week horizon, filter, sorting, a peek beside it. */
export const CasesScreen = ({ kinds, statuses }: CasesScreenProps) => {
  const go = useGo();
  const zone = useZone();
  const nowMs = useNowMs(30_000);
  const mayOpen = useMay('case.open');
  const [list, setList] = useRemembered<ListState>('cases.list', LIST_START, isListState);
  const change = useCallback((part: Partial<ListState>) => setList({ ...list, ...part }), [list, setList]);
  const [asked, setAsked] = useState<CasesScreenProps>({});
  if ((kinds ?? statuses) && (asked.kinds !== kinds || asked.statuses !== statuses)) {
    setAsked({ kinds, statuses });
    setList({ ...list, view: 'all', kinds: kinds ?? [], statuses: statuses ?? [] });
  }
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  const filter = useRef<HTMLInputElement>(null);

  const found = usePages('cases.list', {
    input: {
      view: list.view,
      query,
      kinds: [...list.kinds],
      statuses: [...list.statuses],
      sort: list.sort,
      descending: list.descending,
      limit: PAGE_SIZE,
    },
    nextInput: (pages) => {
      const loaded = pages.reduce((sum, page) => sum + page.rows.length, 0);
      return loaded < (pages[0]?.total ?? 0) ? { offset: loaded } : null;
    },
  });
  const first = found.pages[0];
  const rows = useMemo(() => found.pages.flatMap((page) => page.rows), [found.pages]);
  const groups = useMemo(
    () => (list.sort === 'deadline' && !list.descending ? groupByDeadline(rows, nowMs, zone) : [{ id: 'all', name: '', rows }]),
    [rows, list.sort, list.descending, nowMs, zone],
  );
  const ordered = useMemo(() => groups.flatMap((group) => group.rows.map((row) => row.id as string)), [groups]);
  const cursor = useCaseCursor(ordered);
  const open = (caseId: string) => go({ to: 'case', caseId });
  const isFiltered = query !== '' || list.kinds.length > 0 || list.statuses.length > 0;

  useEffect(() => {
    if (cursor.chosen && ordered.indexOf(cursor.chosen) > ordered.length - 10 && found.hasMore && !found.isFetching) found.loadMore();
  }, [cursor.chosen, ordered, found]);

  useKeys('Cases', [
    { keys: 'j', name: 'Next case', run: () => cursor.move(1) },
    { keys: 'k', name: 'Case before', run: () => cursor.move(-1) },
    { keys: 'Enter', name: 'Open the case', run: () => cursor.chosen && open(cursor.chosen), when: cursor.chosen !== null },
    { keys: 'p', name: list.peek ? 'Close the peek' : 'Peek beside the list', run: () => change({ peek: !list.peek }) },
    { keys: '/', name: 'Filter the cases', run: () => filter.current?.focus() },
    { keys: 'c', name: 'New case', run: () => go({ to: 'intake' }), when: mayOpen },
  ]);

  const jumpTo = (fromOn: string | null) => {
    const target = rows.find(
      (row) =>
        !isFinished(row) && row.dueAtMs !== null && row.dueOn !== null && (fromOn === null ? row.dueAtMs < nowMs : row.dueOn >= fromOn),
    );
    if (target) cursor.choose(target.id);
  };
  const onSort = (sort: CaseSort) =>
    change(sort === list.sort ? { descending: !list.descending } : { sort, descending: sort === 'severity' || sort === 'changed' });

  return (
    <div className={layout.screen}>
      <header className={styles.head}>
        <h1 className={layout.title}>Cases</h1>
        <SegmentedControl
          label="Which cases"
          value={list.view}
          onChange={(view) => change({ view })}
          segments={VIEWS.map((view) => ({ id: view.id, name: view.name, count: first?.views[view.counted] }))}
        />
        <span className={layout.grow} />
        <Button icon={Plus} keys="C" onPress={() => go({ to: 'intake' })} disabledReason={mayOpen ? null : 'Your role does not open cases'}>
          New case
        </Button>
      </header>
      <HorizonStrip counts={first?.horizon ?? []} today={dayIn(nowMs, zone)} onChoose={jumpTo} />
      <div className={styles.filters}>
        <span className={styles.filterField}>
          <SearchField label="Filter the cases" keys="/" value={typed} onChange={setTyped} inputRef={filter} />
        </span>
        <FilterMenu
          label="Kind"
          all={CASE_KINDS}
          chosen={list.kinds}
          nameOf={(kind: CaseKind) => KIND_WORDS[kind].name}
          onChange={(kinds) => change({ kinds })}
        />
        <FilterMenu
          label="Status"
          all={CASE_STATUSES}
          chosen={list.statuses}
          nameOf={(status: CaseStatus) => STATUS_WORDS[status].name}
          onChange={(statuses) => change({ statuses })}
        />
        {isFiltered ? (
          <Button
            size="small"
            variant="quiet"
            onPress={() => {
              setTyped('');
              change({ kinds: [], statuses: [] });
            }}
          >
            Clear the filter
          </Button>
        ) : null}
        <span className={layout.grow} />
        <output className={styles.count}>
          {first
            ? `${first.total.toLocaleString('en')} of ${countText(first.views.all, 'case')}, ${Math.max(1, Math.round(first.ms))} ms`
            : ''}
        </output>
      </div>
      <SplitPanes
        rememberAs="cases"
        {...(list.peek && cursor.chosen
          ? {
              end: {
                name: 'Peek',
                startPx: 340,
                minPx: 304,
                maxPx: 480,
                content: <CasePeek caseId={cursor.chosen} nowMs={nowMs} zone={zone} onClose={() => change({ peek: false })} />,
              },
            }
          : {})}
      >
        <div className={styles.body}>
          {found.error ? (
            <ErrorState title="The cases cannot be listed" happened={found.error.failure.message} incident={found.error.failure.incident} />
          ) : found.isPending ? (
            <div className={styles.waiting}>
              <Working>Reading the cases</Working>
            </div>
          ) : rows.length === 0 ? (
            <NoCases
              isFiltered={isFiltered}
              view={list.view}
              mayOpen={mayOpen}
              onIntake={() => go({ to: 'intake' })}
              onAll={() => change({ view: 'all' })}
            />
          ) : (
            <CaseList
              groups={groups}
              sort={list.sort}
              descending={list.descending}
              onSort={onSort}
              chosen={cursor.chosen}
              onChoose={cursor.choose}
              onOpen={open}
              nowMs={nowMs}
              zone={zone}
            />
          )}
          {found.hasMore ? (
            <div className={styles.more}>
              <Button size="small" onPress={found.loadMore} isPending={found.isFetching}>
                Show {Math.min(PAGE_SIZE, (first?.total ?? 0) - rows.length)} more
              </Button>
            </div>
          ) : null}
          <footer className={styles.keys}>
            <span>
              <Kbd keys="J" /> <Kbd keys="K" /> move
            </span>
            <span>
              <Kbd keys="Enter" /> open
            </span>
            <span>
              <Kbd keys="P" /> peek
            </span>
            <span className={layout.grow} />
            <span>
              <Kbd keys="?" /> all keys
            </span>
          </footer>
        </div>
      </SplitPanes>
    </div>
  );
};

interface FilterMenuProps<Id extends string> {
  readonly label: string;
  readonly all: readonly Id[];
  readonly chosen: readonly Id[];
  readonly nameOf: (id: Id) => string;
  readonly onChange: (ids: readonly Id[]) => void;
}

const FilterMenu = <Id extends string>({ label, all, chosen, nameOf, onChange }: FilterMenuProps<Id>) => (
  <Menu
    label={`Filter by ${label.toLowerCase()}`}
    items={all.map((id) => ({
      id,
      name: nameOf(id),
      isChosen: chosen.includes(id),
      onAction: () => onChange(chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id]),
    }))}
  >
    <Button size="small" icon={SlidersHorizontal} isPressed={chosen.length > 0 ? true : undefined}>
      {chosen.length === 0 ? label : `${label}: ${chosen.map(nameOf).join(', ')}`}
    </Button>
  </Menu>
);

interface NoCasesProps {
  readonly isFiltered: boolean;
  readonly view: ListState['view'];
  readonly mayOpen: boolean;
  readonly onIntake: () => void;
  readonly onAll: () => void;
}

const NoCases = ({ isFiltered, view, mayOpen, onIntake, onAll }: NoCasesProps) => {
  if (isFiltered)
    return (
      <EmptyState title="Nothing matches">
        No case has these words, kinds or statuses. The filter looks at numbers, titles and holders.
      </EmptyState>
    );
  if (view === 'review')
    return <EmptyState title="Nothing waits for review">A case comes here when its author submits the response.</EmptyState>;
  if (view === 'mine') {
    return (
      <EmptyState title="You hold no open case" action={<Button onPress={onAll}>Show all cases</Button>}>
        A case is yours when you open it or when someone hands it to you.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="No cases yet"
      action={
        mayOpen ? (
          <Button variant="primary" icon={Plus} keys="C" onPress={onIntake}>
            Add the first request
          </Button>
        ) : null
      }
    >
      A case starts from a document. Drop a request into the intake; Casewright suggests its type, severity and deadline, and you decide.
    </EmptyState>
  );
};
