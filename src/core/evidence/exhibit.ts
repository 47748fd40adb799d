import type { CaseId, DocumentId, ExhibitId, UserId } from '../ids.ts';
import type { Anchor } from './anchor.ts';

/** A document, or the part of it that `anchor` quotes, held as evidence. */
export interface CaseExhibit {
  readonly id: ExhibitId;
  readonly caseId: CaseId;
  readonly label: string;
  readonly title: string;
  readonly documentId: DocumentId;
  readonly documentLabel: string;
  readonly anchor: Anchor | null;
  readonly madeBy: UserId;
  readonly madeByName: string;
  readonly madeAtMs: number;
}
