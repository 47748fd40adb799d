import { useMemo } from 'react';
import type { Exhibit, Fact, Note, TimelineEntry } from '../../../../contract/evidence.ts';
import type { CaseId } from '../../../../core/ids.ts';
import type { PlacedAnchor } from '../../../../core/evidence/placed-anchor.ts';
import { useCall } from '../../../platform/use-call.ts';

/** All that people and the desk marked in a case. */
export interface CaseMarks {
  readonly facts: readonly Fact[];
  readonly summary: readonly { readonly text: string; readonly anchors: readonly PlacedAnchor[] }[];
  readonly notes: readonly Note[];
  readonly entries: readonly TimelineEntry[];
  readonly exhibits: readonly Exhibit[];
}

/** Loads a case's facts, summary, notes, timeline and exhibits; empty until they are here. */
export const useCaseMarks = (caseId: CaseId): CaseMarks => {
  const facts = useCall('facts.list', { caseId }).data;
  const notes = useCall('notes.list', { caseId }).data;
  const timeline = useCall('timeline.list', { caseId }).data;
  const exhibits = useCall('exhibits.list', { caseId }).data;
  return useMemo(
    () => ({
      facts: facts?.facts ?? [],
      summary: facts?.summary ?? [],
      notes: notes?.notes ?? [],
      entries: timeline?.entries ?? [],
      exhibits: exhibits?.exhibits ?? [],
    }),
    [facts, notes, timeline, exhibits],
  );
};
