import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { LucideIcon } from 'lucide-react';
import { Icon } from './icon.tsx';
import styles from './segmented-control.module.css';

/** One segment: its words, and optionally an icon and a count. */
interface Segment<Id extends string> {
  readonly id: Id;
  readonly name: string;
  readonly icon?: LucideIcon;
  readonly count?: number | undefined;
}

/** Props of {@link SegmentedControl}. */
export interface SegmentedControlProps<Id extends string> {
  readonly label: string;
  readonly segments: readonly Segment<Id>[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
}

/** Two to five ways of looking at the same thing; exactly one is on. */
export const SegmentedControl = <Id extends string>({ label, segments, value, onChange }: SegmentedControlProps<Id>) => (
  <ToggleButtonGroup
    aria-label={label}
    selectionMode="single"
    disallowEmptySelection
    selectedKeys={[value]}
    onSelectionChange={(keys) => {
      const [id] = [...keys];
      if (id !== undefined) onChange(String(id) as Id);
    }}
    className={styles.track ?? ''}
  >
    {segments.map((segment) => (
      <ToggleButton key={segment.id} id={segment.id} className={styles.segment ?? ''}>
        {segment.icon ? <Icon of={segment.icon} size={14} /> : null}
        {segment.name}
        {segment.count === undefined ? null : <span className={styles.count}>{segment.count.toLocaleString('en')}</span>}
      </ToggleButton>
    ))}
  </ToggleButtonGroup>
);
