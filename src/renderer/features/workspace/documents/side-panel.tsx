import type { DocumentRow } from '../../../../contract/documents.ts';
import type { CaseId } from '../../../../core/ids.ts';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import type { Claim, Panel } from './claim.ts';
import { FactsPanel } from './facts-panel.tsx';
import { HitsPanel } from './hits-panel.tsx';
import { NotesPanel } from './notes-panel.tsx';
import type { FactWork } from './use-fact-work.ts';
import type { Find } from './use-find.ts';
import type { CaseMarks } from './use-marks.ts';
import styles from './documents.module.css';

/** Props of {@link SidePanel}. */
export interface SidePanelProps {
  readonly caseId: CaseId;
  readonly marked: CaseMarks;
  readonly document: DocumentRow | undefined;
  readonly find: Find;
  readonly panel: Panel;
  readonly chosenId: string | null;
  readonly canEdit: boolean;
  readonly work: FactWork;
  readonly onPanel: (panel: Panel) => void;
  readonly onChoose: (claim: Claim) => void;
  readonly onHit: (at: number) => void;
}

/** What the case says about its documents: facts, notes, or where words stand. */
export const SidePanel = ({ caseId, marked, document, find, panel, chosenId, canEdit, work, onPanel, onChoose, onHit }: SidePanelProps) => (
  <div className={styles.side} data-side-panel>
    <div className={styles.sideHead}>
      <SegmentedControl
        label="Side panel"
        value={panel}
        onChange={onPanel}
        segments={[
          { id: 'facts', name: 'Facts' },
          { id: 'notes', name: 'Notes', count: marked.notes.length },
          { id: 'hits', name: 'Hits', ...(find.query.trim() === '' ? {} : { count: find.total }) },
        ]}
      />
    </div>
    {panel === 'facts' ? (
      <FactsPanel
        facts={marked.facts}
        summary={marked.summary}
        chosenId={chosenId}
        editingId={work.editing}
        canEdit={canEdit}
        onChoose={onChoose}
        onDecide={(fact, state, value) => void work.settle(fact, state, value)}
        onEdit={work.setEditing}
      />
    ) : panel === 'notes' ? (
      <NotesPanel
        caseId={caseId}
        notes={marked.notes}
        exhibits={marked.exhibits}
        chosenId={chosenId}
        canEdit={canEdit}
        onChoose={onChoose}
      />
    ) : document ? (
      <HitsPanel find={find} document={document} chosenId={chosenId} withScope onHit={onHit} />
    ) : null}
  </div>
);
