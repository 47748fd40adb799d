import type { CaseId, DocumentId, NoteId, UserId } from '../ids.ts';
import type { Anchor } from './anchor.ts';

/** A person's note on a case, on a spot of a document or on none. A removed note stays on record. */
export interface CaseNote {
  readonly id: NoteId;
  readonly caseId: CaseId;
  readonly label: string;
  readonly text: string;
  readonly anchor: Anchor | null;
  readonly documentId: DocumentId | null;
  readonly documentLabel: string | null;
  readonly madeBy: UserId;
  readonly madeByName: string;
  readonly madeAtMs: number;
  readonly removed: boolean;
}
