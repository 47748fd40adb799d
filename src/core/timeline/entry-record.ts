import type { PlacedAnchor } from '../evidence/placed-anchor.ts';
import type { CaseId, TimelineEntryId } from '../ids.ts';
import type { TimelineTime } from './entry.ts';

/** Something that happened, with the places that say so. A removed entry stays on record. */
export interface TimelineEntryRecord {
  readonly id: TimelineEntryId;
  readonly caseId: CaseId;
  readonly label: string;
  readonly title: string;
  readonly who: string;
  readonly time: TimelineTime;
  readonly anchors: readonly PlacedAnchor[];
  readonly madeByName: string;
  readonly madeAtMs: number;
  readonly removed: boolean;
}
