import { useCallback, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import styles from './split-panes.module.css';

/** One side pane: how wide it starts, its bounds in pixels, and its name for readers. */
export interface SidePane {
  readonly name: string;
  readonly content: ReactNode;
  readonly startPx: number;
  readonly minPx?: number;
  readonly maxPx?: number;
}

/** Props of {@link SplitPanes}: the middle takes the rest. `rememberAs` keeps widths per screen on this machine. */
export interface SplitPanesProps {
  readonly rememberAs: string;
  readonly start?: SidePane | undefined;
  readonly end?: SidePane | undefined;
  readonly children: ReactNode;
}

type Side = 'start' | 'end';
interface Widths {
  readonly start?: number;
  readonly end?: number;
}

const STEP_PX = 16;

/** Up to three panes side by side: dragged or moved with the arrow keys, collapsed with Enter or a double click, remembered per screen. */
export const SplitPanes = ({ rememberAs, start, end, children }: SplitPanesProps) => {
  const [widths, setWidths] = useState<Widths>(() => readWidths(rememberAs));
  const before = useRef<Widths>({});
  const change = useCallback(
    (side: Side, widthPx: number) => {
      setWidths((old) => {
        const next = { ...old, [side]: widthPx };
        writeWidths(rememberAs, next);
        return next;
      });
    },
    [rememberAs],
  );
  const side = (which: Side, pane: SidePane | undefined) => {
    if (!pane) return null;
    const widthPx = widths[which] ?? pane.startPx;
    const bounds = { minPx: pane.minPx ?? 200, maxPx: pane.maxPx ?? 640 };
    const toggle = () => {
      if (widthPx > 0) before.current = { ...before.current, [which]: widthPx };
      change(which, widthPx > 0 ? 0 : (before.current[which] ?? pane.startPx));
    };
    return {
      pane: (
        <section key={`${which}-pane`} aria-label={pane.name} className={styles.pane} style={{ width: widthPx }} hidden={widthPx === 0}>
          {pane.content}
        </section>
      ),
      handle: (
        <Handle
          key={`${which}-handle`}
          name={pane.name}
          side={which}
          widthPx={widthPx}
          bounds={bounds}
          onChange={(px) => change(which, px)}
          onToggle={toggle}
        />
      ),
    };
  };
  const left = side('start', start);
  const right = side('end', end);
  return (
    <div className={styles.panes}>
      {left?.pane}
      {left?.handle}
      <div className={styles.middle}>{children}</div>
      {right?.handle}
      {right?.pane}
    </div>
  );
};

interface HandleProps {
  readonly name: string;
  readonly side: Side;
  readonly widthPx: number;
  readonly bounds: { readonly minPx: number; readonly maxPx: number };
  readonly onChange: (widthPx: number) => void;
  readonly onToggle: () => void;
}

const Handle = ({ name, side, widthPx, bounds, onChange, onToggle }: HandleProps) => {
  const drag = useRef<{ readonly fromX: number; readonly fromPx: number } | null>(null);
  const direction = side === 'start' ? 1 : -1;
  const within = (px: number) => (px < bounds.minPx / 2 ? 0 : Math.round(Math.min(bounds.maxPx, Math.max(bounds.minPx, px))));
  const onPointerDown = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    drag.current = { fromX: event.clientX, fromPx: widthPx };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>) => {
    if (drag.current) onChange(within(drag.current.fromPx + (event.clientX - drag.current.fromX) * direction));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = event.key === 'ArrowRight' ? STEP_PX : event.key === 'ArrowLeft' ? -STEP_PX : 0;
    if (step !== 0) onChange(Math.min(bounds.maxPx, Math.max(bounds.minPx, widthPx + step * direction)));
    else if (event.key === 'Home') onChange(bounds.minPx);
    else if (event.key === 'End') onChange(bounds.maxPx);
    else if (event.key === 'Enter') onToggle();
    else return;
    event.preventDefault();
  };
  return (
    <div
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a separator that moves is a widget; an hr is not
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={`Width of ${name.toLowerCase()}; Enter ${widthPx > 0 ? 'collapses' : 'opens'} it`}
      aria-valuenow={widthPx}
      aria-valuemin={0}
      aria-valuemax={bounds.maxPx}
      className={classNames(styles.handle, widthPx === 0 && styles.closed)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        drag.current = null;
      }}
      onDoubleClick={onToggle}
      onKeyDown={onKeyDown}
    />
  );
};

const storageKey = (rememberAs: string): string => `casewright.panes.${rememberAs}`;

const readWidths = (rememberAs: string): Widths => {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey(rememberAs)) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    const width = (side: Side): number | undefined => {
      const value: unknown = Reflect.get(stored, side);
      return typeof value === 'number' && value >= 0 && value < 2_000 ? value : undefined;
    };
    const start = width('start');
    const end = width('end');
    return { ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
  } catch {
    return {};
  }
};

const writeWidths = (rememberAs: string, widths: Widths): void => {
  try {
    localStorage.setItem(storageKey(rememberAs), JSON.stringify(widths));
  } catch {
    // Widths are a comfort; a full or closed storage must not stop the work.
  }
};
