import type { CaseId, DocumentId, UserId } from '../ids.ts';

/** What can happen to a document on its way. */
export const CUSTODY_ACTIONS = ['received', 'added-to-case', 'made-exhibit', 'sealed', 'handed-over', 'exported'] as const;
export type CustodyAction = (typeof CUSTODY_ACTIONS)[number];

/** Who did what to a document, when and why, with its hash before and after. Never changed once written. */
export interface CustodyEvent {
  readonly seq: number;
  readonly atMs: number;
  readonly actorId: UserId;
  readonly actorName: string;
  readonly action: CustodyAction;
  readonly reason: string;
  readonly sha256Before: string | null;
  readonly sha256After: string;
  readonly documentId: DocumentId;
  readonly documentName: string;
  readonly caseId: CaseId | null;
}
