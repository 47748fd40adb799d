import { useMemo, useState } from 'react';
import { ChevronLeft, ChevronRight, Plus, Unlink } from 'lucide-react';
import type { CaseDetail } from '../../../../contract/cases.ts';
import type { TimelineEntry } from '../../../../contract/evidence.ts';
import { dayIn, dayText, useZone } from '../../../platform/dates.ts';
import { useKeys } from '../../../platform/keys.ts';
import { useCall } from '../../../platform/use-call.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorState } from '../../../ui/error-state.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Working } from '../../../ui/progress.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { SplitPanes } from '../../../ui/split-panes.tsx';
import { EntryDetail } from './entry-detail.tsx';
import { EntryForm } from './entry-form.tsx';
import { wholeSpan } from './histogram.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { TimelineTable } from './timeline-table.tsx';
import { GRAIN_SPAN_MS, GRAINS, grainFor, type Grain, type TimeWindow } from './time-scale.ts';
import styles from './timeline.module.css';

/** Props of {@link TimelineTab}. */
export interface TimelineTabProps {
  readonly found: CaseDetail;
  readonly canEdit: boolean;
}

const GRAIN_NAMES: Readonly<Record<Grain, string>> = { hours: 'Hours', days: 'Days', weeks: 'Weeks', months: 'Months' };

/** What happened when: lanes over time, a table with the same rows, and one entry with its sources. */
export const TimelineTab = ({ found, canEdit }: TimelineTabProps) => {
  const zone = useZone();
  const listed = useCall('timeline.list', { caseId: found.id });
  const entries = useMemo(() => [...(listed.data?.entries ?? [])].sort((a, b) => a.time.startMs - b.time.startMs), [listed.data]);
  const whole = useMemo(() => wholeSpan(entries), [entries]);
  const [moved, setMoved] = useState<TimeWindow | null>(null);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [isAdding, setIsAdding] = useState(false);
  const [onlyUnsupported, setOnlyUnsupported] = useState(false);

  const shown = onlyUnsupported ? entries.filter((entry) => entry.anchors.length === 0) : entries;
  const window = moved ?? whole ?? { startMs: found.openedAtMs - GRAIN_SPAN_MS.days, endMs: found.openedAtMs };
  const grain = grainFor(window.endMs - window.startMs);
  const inView = shown.filter((entry) => (entry.time.endMs ?? entry.time.startMs) >= window.startMs && entry.time.startMs <= window.endMs);
  const unsupported = entries.filter((entry) => entry.anchors.length === 0).length;
  const chosen = entries.find((entry) => entry.id === chosenId);
  const shift = (by: number): void => {
    const span = window.endMs - window.startMs;
    setMoved({ startMs: window.startMs + by * span, endMs: window.endMs + by * span });
  };
  const choose = (id: string | null): void => {
    setChosenId(id);
    const entry = entries.find((one) => one.id === id);
    if (entry && (entry.time.startMs < window.startMs || entry.time.startMs > window.endMs)) around(entry);
  };
  const around = (entry: TimelineEntry, spanMs = window.endMs - window.startMs): void =>
    setMoved({ startMs: entry.time.startMs - spanMs / 2, endMs: entry.time.startMs + spanMs / 2 });
  const setGrain = (to: Grain): void => {
    const middle = chosen?.time.startMs ?? (window.startMs + window.endMs) / 2;
    setMoved({ startMs: middle - GRAIN_SPAN_MS[to] / 2, endMs: middle + GRAIN_SPAN_MS[to] / 2 });
  };
  const step = (by: 1 | -1): void => {
    const at = shown.findIndex((entry) => entry.id === chosenId);
    const next = shown[at < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, at + by))];
    if (next) choose(next.id);
  };
  useKeys('Timeline', [
    { keys: 'N', name: 'New entry', run: () => setIsAdding(true), when: canEdit },
    { keys: 'J', name: 'Next entry', run: () => step(1), when: shown.length > 0 },
    { keys: 'K', name: 'Entry before', run: () => step(-1), when: shown.length > 0 },
    { keys: '[', name: 'Earlier', run: () => shift(-0.5) },
    { keys: ']', name: 'Later', run: () => shift(0.5) },
    { keys: '0', name: 'Show all', run: () => setMoved(null) },
  ]);

  if (listed.error)
    return (
      <ErrorState
        title="The timeline could not be listed"
        happened={listed.error.failure.message}
        incident={listed.error.failure.incident}
      />
    );
  if (!listed.data)
    return (
      <div className={styles.waiting}>
        <Working>Listing the timeline</Working>
      </div>
    );
  const form = isAdding ? <EntryForm found={found} onClose={() => setIsAdding(false)} onMade={(id) => setChosenId(id)} /> : null;
  const add = canEdit ? (
    <Button icon={Plus} keys="N" onPress={() => setIsAdding(true)}>
      Entry
    </Button>
  ) : null;
  if (!whole) {
    return (
      <>
        <EmptyState title="No timeline yet" action={add}>
          Select a date in a document and press T: the entry keeps its source, and both zones are shown.
        </EmptyState>
        {form}
      </>
    );
  }
  const main = (
    <div className={styles.main}>
      <div className={styles.bar} role="toolbar" aria-label="Timeline">
        <SegmentedControl label="Grain" segments={GRAINS.map((id) => ({ id, name: GRAIN_NAMES[id] }))} value={grain} onChange={setGrain} />
        <IconButton size="small" icon={ChevronLeft} label="Earlier" keys="[" onPress={() => shift(-0.5)} />
        <span className={styles.range}>
          {dayText(dayIn(window.startMs, zone), 'short')} to {dayText(dayIn(window.endMs, zone))}
        </span>
        <IconButton size="small" icon={ChevronRight} label="Later" keys="]" onPress={() => shift(0.5)} />
        {moved ? (
          <Button size="small" variant="quiet" keys="0" onPress={() => setMoved(null)}>
            All
          </Button>
        ) : null}
        {unsupported > 0 ? (
          <Button
            size="small"
            variant="quiet"
            icon={Unlink}
            isPressed={onlyUnsupported}
            onPress={() => setOnlyUnsupported(!onlyUnsupported)}
          >
            {unsupported} without a source
          </Button>
        ) : null}
        <span className={styles.grow} />
        <span className={styles.count}>
          {inView.length.toLocaleString('en')} of {entries.length.toLocaleString('en')} in view
        </span>
        {add}
      </div>
      <TimelineChart
        entries={shown}
        window={window}
        whole={whole}
        grain={grain}
        readerZone={zone}
        sourceZone={found.dueZone}
        chosen={chosenId}
        onChoose={choose}
        onWindow={setMoved}
      />
      <TimelineTable entries={inView} readerZone={zone} chosen={chosenId} caseId={found.id} onChoose={choose} />
    </div>
  );
  return (
    <div className={styles.tab}>
      <SplitPanes
        rememberAs="timeline"
        end={
          chosen
            ? {
                name: 'Entry',
                startPx: 344,
                minPx: 280,
                maxPx: 520,
                content: (
                  <EntryDetail
                    key={chosen.id}
                    entry={chosen}
                    caseId={found.id}
                    canEdit={canEdit}
                    readerZone={zone}
                    onStep={step}
                    onClose={() => setChosenId(null)}
                    onAround={() => around(chosen, 86_400_000)}
                  />
                ),
              }
            : undefined
        }
      >
        {main}
      </SplitPanes>
      {form}
    </div>
  );
};
