import type { PlacedAnchor } from '../evidence/placed-anchor.ts';
import type { CaseId, TimelineEntryId, UserId } from '../ids.ts';
import type { TimelineTime } from './entry.ts';

/** Something that happened, with the places that say so. A removed entry stays on record. */
export interface CaseTimelineEntry {
  readonly id: TimelineEntryId;
  readonly caseId: CaseId;
  readonly label: string;
  readonly title: string;
  readonly who: string;
  readonly time: TimelineTime;
  readonly anchors: readonly PlacedAnchor[];
  readonly madeBy: UserId;
  readonly madeByName: string;
  readonly madeAtMs: number;
  readonly removed: boolean;
}
