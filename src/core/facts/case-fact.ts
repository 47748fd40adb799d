import type { Anchor } from '../evidence/anchor.ts';
import type { CaseId, DocumentId, FactId, UserId } from '../ids.ts';
import type { FactField, FactState, FactValue } from './fact.ts';

/** A fact of a case as it is kept, with its label (`F1`) and the label of the document it quotes (`D1`). */
export interface CaseFact {
  readonly id: FactId;
  readonly caseId: CaseId;
  readonly label: string;
  readonly field: FactField;
  readonly kind?: string;
  readonly value: FactValue;
  readonly state: FactState;
  readonly origin: 'machine' | 'person';
  readonly confidence: number;
  readonly anchor: Anchor;
  readonly documentId: DocumentId;
  readonly documentLabel: string;
  readonly madeBy?: UserId;
  readonly madeByName?: string;
  readonly madeAtMs: number;
  readonly decidedBy?: UserId;
  readonly decidedByName?: string;
  readonly decidedAtMs?: number;
}
