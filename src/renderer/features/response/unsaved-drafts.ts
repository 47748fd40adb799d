import type { ResponseVersion } from '../../../contract/responses.ts';
import type { ResponseBlock } from '../../../core/responses/response.ts';

/** Words that could not be saved when their screen was left. */
export interface UnsavedDraft {
  readonly userId: string;
  readonly base: ResponseVersion;
  readonly blocks: readonly ResponseBlock[];
}

const held = new Map<string, UnsavedDraft>();

/** Keeps words in the memory of this window until their author comes back to the case; never on disk. */
export const holdDraft = (caseId: string, draft: UnsavedDraft): void => {
  held.set(caseId, draft);
};

/** The words held for a case, for their own author only; another person's are dropped. */
export const heldDraft = (caseId: string, userId: string): UnsavedDraft | undefined => {
  const draft = held.get(caseId);
  if (draft && draft.userId !== userId) held.delete(caseId);
  return draft?.userId === userId ? draft : undefined;
};

/** Forgets the words held for a case. */
export const dropDraft = (caseId: string): void => {
  held.delete(caseId);
};
