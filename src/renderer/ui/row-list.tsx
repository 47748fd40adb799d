import type { ReactNode } from 'react';
import { GridList, GridListItem } from 'react-aria-components';
import { classNames } from './class-names.ts';
import styles from './row-list.module.css';

/** Props of {@link RowList}: one item chosen at a time, or none; `onOpen` on Enter and double click. */
export interface RowListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly textOf: (item: Item) => string;
  readonly row: (item: Item) => ReactNode;
  readonly chosen?: string | null | undefined;
  readonly onChoose?: (id: string) => void;
  readonly onOpen?: (id: string) => void;
  readonly empty?: ReactNode;
  readonly className?: string | undefined;
}

/** A list of rows with free content; arrow keys and letters move, Space chooses, Enter opens. */
export const RowList = <Item,>({ label, items, idOf, textOf, row, chosen, onChoose, onOpen, empty, className }: RowListProps<Item>) => (
  <GridList
    aria-label={label}
    items={items.map((item) => ({ id: idOf(item), item }))}
    dependencies={[row]}
    selectionMode={onChoose ? 'single' : 'none'}
    selectionBehavior="replace"
    selectedKeys={chosen ? [chosen] : []}
    onSelectionChange={(keys) => {
      const [id] = keys === 'all' ? [] : [...keys];
      if (id !== undefined) onChoose?.(String(id));
    }}
    {...(onOpen ? { onAction: (id) => onOpen(String(id)) } : {})}
    renderEmptyState={() => empty}
    className={classNames(styles.list, className)}
  >
    {(entry) => (
      <GridListItem id={entry.id} textValue={textOf(entry.item)} className={styles.row ?? ''}>
        {row(entry.item)}
      </GridListItem>
    )}
  </GridList>
);
