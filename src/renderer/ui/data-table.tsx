import type { ReactNode } from 'react';
import { Cell, Column, Row, Table, TableBody, TableHeader, type SortDescriptor } from 'react-aria-components';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { classNames } from './class-names.ts';
import { Checkbox } from './checkbox.tsx';
import { Icon } from './icon.tsx';
import styles from './data-table.module.css';

/** One column: its head, what a row shows in it, and how wide it is. */
export interface DataColumn<Item> {
  readonly id: string;
  readonly name: string;
  readonly cell: (item: Item) => ReactNode;
  readonly widthPx?: number;
  readonly sortable?: boolean;
  readonly isRowHeader?: boolean;
  readonly align?: 'start' | 'end';
  /** Hides the head's words but keeps them for readers. */
  readonly nameHidden?: boolean;
}

/** Props of {@link DataTable}. Arrow keys move, Enter opens, Space selects where `selected` is given. */
export interface DataTableProps<Item> {
  readonly label: string;
  readonly columns: readonly DataColumn<Item>[];
  readonly items: readonly Item[];
  readonly idOf: (item: Item) => string;
  readonly onOpen?: (id: string) => void;
  readonly sort?: SortDescriptor | undefined;
  readonly onSort?: (sort: SortDescriptor) => void;
  readonly selected?: ReadonlySet<string> | undefined;
  readonly onSelect?: (ids: ReadonlySet<string>) => void;
  readonly empty?: ReactNode;
}

/** Rows with columns: a quiet head, one focus ring, whole rows to press. */
export const DataTable = <Item,>({
  label,
  columns,
  items,
  idOf,
  onOpen,
  sort,
  onSort,
  selected,
  onSelect,
  empty,
}: DataTableProps<Item>) => (
  <div className={styles.wrap}>
    <Table
      aria-label={label}
      className={styles.table ?? ''}
      selectionMode={selected ? 'multiple' : 'none'}
      selectionBehavior="toggle"
      {...(selected ? { selectedKeys: selected } : {})}
      onSelectionChange={(keys) => onSelect?.(keys === 'all' ? new Set(items.map(idOf)) : new Set([...keys].map(String)))}
      {...(sort ? { sortDescriptor: sort } : {})}
      {...(onSort ? { onSortChange: onSort } : {})}
      {...(onOpen ? { onRowAction: (key) => onOpen(String(key)) } : {})}
    >
      <TableHeader>
        {selected ? (
          <Column className={classNames(styles.head, styles.tick)} width={36}>
            <Checkbox slot="selection" />
          </Column>
        ) : null}
        {columns.map((column) => (
          <Column
            key={column.id}
            id={column.id}
            isRowHeader={column.isRowHeader ?? false}
            allowsSorting={column.sortable ?? false}
            textValue={column.name}
            className={classNames(styles.head, column.align === 'end' && styles.end)}
            style={column.widthPx ? { width: column.widthPx } : {}}
          >
            {({ allowsSorting, sortDirection }) => (
              <span className={styles.headWords}>
                <span className={column.nameHidden ? styles.hidden : undefined}>{column.name}</span>
                {allowsSorting && sortDirection ? <Icon of={sortDirection === 'ascending' ? ArrowUp : ArrowDown} size={12} /> : null}
              </span>
            )}
          </Column>
        ))}
      </TableHeader>
      <TableBody
        items={items.map((item) => ({ id: idOf(item), item }))}
        renderEmptyState={() => <div className={styles.empty}>{empty}</div>}
        dependencies={[columns]}
      >
        {(entry) => (
          <Row id={entry.id} className={styles.row ?? ''}>
            {selected ? (
              <Cell className={classNames(styles.cell, styles.tick)}>
                <Checkbox slot="selection" />
              </Cell>
            ) : null}
            {columns.map((column) => (
              <Cell key={column.id} className={classNames(styles.cell, column.align === 'end' && styles.end)}>
                {column.cell(entry.item)}
              </Cell>
            ))}
          </Row>
        )}
      </TableBody>
    </Table>
  </div>
);
