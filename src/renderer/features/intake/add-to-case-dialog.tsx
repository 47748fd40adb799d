import { useState } from 'react';
import { useAct, useCall } from '../../platform/use-call.ts';
import { useGo } from '../../platform/places.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RowList } from '../../ui/row-list.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { showToast } from '../../ui/toast-queue.ts';
import layout from '../../ui/layout.module.css';

/** Props of {@link AddToCaseDialog}. */
export interface AddToCaseDialogProps {
  readonly documentId: string;
  readonly documentName: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Files a document as evidence of an open case. */
export const AddToCaseDialog = ({ documentId, documentName, isOpen, onClose }: AddToCaseDialogProps) => {
  const go = useGo();
  const [query, setQuery] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const found = useCall('cases.list', { view: 'open', query, limit: 50 }, { enabled: isOpen, keepPrevious: true });
  const add = useAct('documents.addToCase');
  const row = found.data?.rows.find((candidate) => candidate.id === chosen);
  const submit = async () => {
    if (!row) return;
    const result = await add.run({ caseId: row.id, documentIds: [documentId], role: 'evidence' });
    if (!result.ok) return;
    onClose();
    showToast({
      title: `${documentName} is in ${row.number}`,
      action: { name: 'Go there', run: () => go({ to: 'case', caseId: row.id, tab: 'documents', documentId }) },
    });
  };
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title="Add to a case"
      lead={`${documentName} becomes evidence of the case you choose. The custody record says who filed it and when.`}
      isBusy={add.isBusy}
      footer={
        <>
          <Button onPress={onClose}>Cancel</Button>
          <Button
            variant="primary"
            onPress={() => void submit()}
            isPending={add.isBusy}
            disabledReason={row ? null : 'Choose a case first'}
          >
            {row ? `Add to ${row.number}` : 'Add'}
          </Button>
        </>
      }
    >
      <SearchField label="Find an open case" value={query} onChange={setQuery} autoFocus />
      <RowList
        label="Open cases"
        items={found.data?.rows ?? []}
        idOf={(item) => item.id}
        textOf={(item) => `${item.number} ${item.title}`}
        chosen={chosen}
        onChoose={setChosen}
        row={(item) => (
          <>
            <span className={layout.soft}>{item.number}</span>
            <span className={layout.grow}>{item.title}</span>
          </>
        )}
        empty={<EmptyState compact title="No open case matches" />}
      />
    </Dialog>
  );
};
