import type { ResponseVersion } from '../../../contract/responses.ts';
import type { ResponseBlock } from '../../../core/responses/response.ts';

/** A draft in the window: the saved version it is based on, its words now, and the way back and forth. */
export interface DraftState {
  readonly base: ResponseVersion;
  readonly blocks: readonly ResponseBlock[];
  readonly past: readonly (readonly ResponseBlock[])[];
  readonly future: readonly (readonly ResponseBlock[])[];
  /** The step that is still being made, such as the typing in one sentence; it is undone as one. */
  readonly step: string | null;
}

/** What can happen to a draft. Edits of the same `step` are one step to undo; `take-back` ends it as if it had not been. `saved` tells which words were sent, because typing goes on meanwhile. */
export type DraftEvent =
  | { readonly kind: 'edit'; readonly blocks: readonly ResponseBlock[]; readonly step?: string | undefined }
  | { readonly kind: 'take-back'; readonly step: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' }
  | { readonly kind: 'saved'; readonly version: ResponseVersion; readonly sent: readonly ResponseBlock[] }
  | { readonly kind: 'rebase'; readonly version: ResponseVersion }
  | { readonly kind: 'adopt'; readonly version: ResponseVersion };

const MOST_STEPS = 200;

/** A draft as it was saved. */
export const draftOf = (version: ResponseVersion, blocks: readonly ResponseBlock[] = version.blocks): DraftState => ({
  base: version,
  blocks,
  past: [],
  future: [],
  step: null,
});

/** The next state of a draft. `rebase` keeps the words and puts them on a newer version; `adopt` takes that version's words. */
export const nextDraft = (state: DraftState, event: DraftEvent): DraftState => {
  switch (event.kind) {
    case 'edit':
      if (isSame(event.blocks, state.blocks)) return state;
      if (event.step !== undefined && event.step === state.step) return { ...state, blocks: event.blocks };
      return {
        ...state,
        blocks: event.blocks,
        past: [...state.past, state.blocks].slice(-MOST_STEPS),
        future: [],
        step: event.step ?? null,
      };
    case 'take-back': {
      const before = state.past.at(-1);
      return state.step === event.step && before ? { ...state, blocks: before, past: state.past.slice(0, -1), step: null } : state;
    }
    case 'undo': {
      const blocks = state.past.at(-1);
      return blocks ? { ...state, blocks, past: state.past.slice(0, -1), future: [state.blocks, ...state.future], step: null } : state;
    }
    case 'redo': {
      const [blocks, ...future] = state.future;
      return blocks ? { ...state, blocks, past: [...state.past, state.blocks], future, step: null } : state;
    }
    case 'saved':
      return { ...state, base: event.version, blocks: state.blocks === event.sent ? event.version.blocks : state.blocks };
    case 'rebase':
      return { ...state, base: event.version };
    case 'adopt':
      return draftOf(event.version);
    default:
      return event satisfies never;
  }
};

/** Whether the words differ from the version they are based on. */
export const isDirty = (state: DraftState): boolean => !isSame(state.blocks, state.base.blocks);

const isSame = (a: readonly ResponseBlock[], b: readonly ResponseBlock[]): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
