import type { Anchor } from '../evidence/anchor.ts';
import type { CalendarDate, CaseId, ItemId, UserId } from '../ids.ts';
import type { RequestType } from '../requests/request-types.ts';
import type { CaseKind, CaseStatus, Disposition, Severity } from './case.ts';

/** A case as it is kept, with the name of the person who holds it. */
export interface LegalCase {
  readonly id: CaseId;
  readonly number: string;
  readonly kind: CaseKind;
  readonly requestType: RequestType;
  readonly title: string;
  readonly status: CaseStatus;
  readonly severity: Severity;
  readonly holder: { readonly id: UserId; readonly name: string };
  readonly dueOn: CalendarDate | null;
  readonly dueZone: string;
  readonly revision: number;
  readonly openedBy: UserId;
  readonly openedByName: string;
  readonly openedAtMs: number;
  readonly changedAtMs: number;
}

/** An item asked for, and how it was answered. */
export interface CaseItem {
  readonly id: ItemId;
  readonly caseId: CaseId;
  readonly position: number;
  readonly text: string;
  readonly anchor: Anchor | null;
  readonly disposition: Disposition;
  readonly reason: string;
}

/** How much of everything a case holds. `responseVersion` and `submittedVersion` are 0 while there is none. */
export interface CaseCounts {
  readonly documents: number;
  readonly factsToConfirm: number;
  readonly factsConfirmed: number;
  readonly notes: number;
  readonly timeline: number;
  readonly exhibits: number;
  readonly decisions: number;
  readonly responseVersion: number;
  readonly submittedVersion: number;
}
