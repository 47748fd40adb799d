import { useState } from 'react';
import { Plus } from 'lucide-react';
import type { CaseDetail, Item } from '../../../../contract/cases.ts';
import type { Fact } from '../../../../contract/evidence.ts';
import { DISPOSITIONS, type Disposition } from '../../../../core/cases/case.ts';
import type { Anchor } from '../../../../core/evidence/anchor.ts';
import { useAct } from '../../../platform/use-call.ts';
import { DISPOSITION_NAMES } from '../../../platform/words.ts';
import { Bracket } from '../../../ui/bracket.tsx';
import { Button } from '../../../ui/button.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './overview.module.css';

/** Props of {@link ItemsTable}. `documentOf` names the document of an item's anchor through a fact that stands in it. */
export interface ItemsTableProps {
  readonly found: CaseDetail;
  readonly canEdit: boolean;
  readonly documentOf: (anchor: Anchor) => Pick<Fact, 'documentId' | 'documentLabel'> | undefined;
  readonly onFollow: (documentId: string, anchor: Anchor) => void;
}

const OPTIONS = DISPOSITIONS.map((id) => ({ id, name: DISPOSITION_NAMES[id] }));
/** Answers that a reader of the response will ask a reason for. */
const NEEDS_REASON: readonly Disposition[] = ['partly', 'objected', 'no-records', 'withdrawn'];

/** What is asked for, item by item, and how each is answered. */
export const ItemsTable = ({ found, canEdit, documentOf, onFollow }: ItemsTableProps) => {
  const [isAdding, setIsAdding] = useState(false);
  const answered = found.items.filter((item) => item.disposition !== 'open').length;
  return (
    <section className={styles.part} aria-labelledby="overview-items">
      <div className={styles.partHead}>
        <h2 id="overview-items">
          What is asked for <small>{found.items.length === 0 ? '' : `${answered} of ${found.items.length} answered`}</small>
        </h2>
        {canEdit && !isAdding ? (
          <Button size="small" variant="quiet" icon={Plus} onPress={() => setIsAdding(true)}>
            Item
          </Button>
        ) : null}
      </div>
      {found.items.length === 0 && !isAdding ? (
        <p className={styles.none}>No item is listed. Add one for each thing the request asks for; each ends with an answer.</p>
      ) : null}
      <ol className={styles.items}>
        {found.items.map((item) => {
          const source = item.anchor ? documentOf(item.anchor) : undefined;
          return (
            <ItemRow
              key={item.id}
              item={item}
              canEdit={canEdit}
              bracket={
                item.anchor ? (
                  <Bracket
                    state="confirmed"
                    kind="fact"
                    quote={item.anchor.quote}
                    label={`Source: page ${item.anchor.pageNo}`}
                    onPress={source && item.anchor ? () => onFollow(source.documentId, item.anchor as Anchor) : undefined}
                  >
                    {source ? `${source.documentLabel} ` : ''}p. {item.anchor.pageNo}
                  </Bracket>
                ) : (
                  <Bracket state="missing" />
                )
              }
            />
          );
        })}
      </ol>
      {isAdding ? <AddItem found={found} onEnd={() => setIsAdding(false)} /> : null}
    </section>
  );
};

interface ItemRowProps {
  readonly item: Item;
  readonly canEdit: boolean;
  readonly bracket: React.ReactNode;
}

const ItemRow = ({ item, canEdit, bracket }: ItemRowProps) => {
  const set = useAct('cases.setDisposition');
  const [reason, setReason] = useState(item.reason);
  const save = (disposition: Disposition, why: string): void => void set.run({ itemId: item.id, disposition, reason: why });
  const asksReason = NEEDS_REASON.includes(item.disposition);
  return (
    <li className={styles.item}>
      <span className={styles.itemNumber}>{item.position}.</span>
      <div className={styles.itemText}>
        <p>
          {item.text} {bracket}
        </p>
        {asksReason ? (
          canEdit ? (
            <TextField
              label={`Reason for item ${item.position}`}
              labelHidden
              placeholder="Why? The response quotes this."
              value={reason}
              onChange={setReason}
              onBlur={() => {
                if (reason !== item.reason) save(item.disposition, reason);
              }}
            />
          ) : (
            <p className={styles.itemReason}>{item.reason}</p>
          )
        ) : null}
      </div>
      <div className={styles.itemAnswer}>
        {canEdit ? (
          <Select
            label={`Answer to item ${item.position}`}
            labelHidden
            small
            options={OPTIONS}
            value={item.disposition}
            onChange={(disposition) => save(disposition, reason)}
          />
        ) : (
          <span>{DISPOSITION_NAMES[item.disposition]}</span>
        )}
      </div>
    </li>
  );
};

const AddItem = ({ found, onEnd }: { readonly found: CaseDetail; readonly onEnd: () => void }) => {
  const add = useAct('cases.addItem', { inline: true });
  const [text, setText] = useState('');
  const save = async (): Promise<void> => {
    const result = await add.run({ caseId: found.id, text, anchor: null });
    if (result.ok) onEnd();
  };
  return (
    <div
      role="presentation"
      className={styles.keys}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onEnd();
      }}
    >
      <form
        className={styles.addItem}
        onSubmit={(event) => {
          event.preventDefault();
          if (text.trim() === '') return;
          void save();
        }}
      >
        <TextField label="What is asked for" value={text} onChange={setText} autoFocus grow error={add.failure?.message} />
        <Button size="small" type="submit" isPending={add.isBusy}>
          Add item
        </Button>
        <Button size="small" variant="quiet" onPress={onEnd}>
          Cancel
        </Button>
      </form>
    </div>
  );
};
