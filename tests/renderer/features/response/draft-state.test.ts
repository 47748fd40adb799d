import { describe, expect, it } from 'vitest';
import type { ResponseVersion } from '../../../../src/contract/responses.ts';
import { draftOf, isDirty, nextDraft } from '../../../../src/renderer/features/response/draft-state.ts';
import { paragraph, sentence } from '../../../core/responses/response-fixtures.ts';

const words = (text: string) => [paragraph('p1', sentence('a', text))];
const version = (versionNo: number, text: string) =>
  ({ id: `v${versionNo}`, caseId: 'c', versionNo, blocks: words(text) }) as unknown as ResponseVersion;

describe('nextDraft', () => {
  const start = draftOf(version(1, 'One.'));

  it('undoes the typing of one step as one', () => {
    const typed = ['Tw', 'Two', 'Two.'].reduce((state, text) => nextDraft(state, { kind: 'edit', blocks: words(text), step: 's' }), start);
    const undone = nextDraft(typed, { kind: 'undo' });
    expect(isDirty(typed)).toBe(true);
    expect(isDirty(undone)).toBe(false);
    expect(nextDraft(undone, { kind: 'redo' }).blocks).toEqual(words('Two.'));
  });

  it('takes a step back as if it had not been', () => {
    const typed = nextDraft(start, { kind: 'edit', blocks: words('Two.'), step: 's' });
    expect(nextDraft(typed, { kind: 'take-back', step: 's' })).toMatchObject({ blocks: start.blocks, past: [], future: [] });
    expect(nextDraft(start, { kind: 'take-back', step: 's' })).toBe(start);
  });

  it('keeps what was typed while the save was on its way', () => {
    const sent = nextDraft(start, { kind: 'edit', blocks: words('Two.') });
    const typedOn = nextDraft(sent, { kind: 'edit', blocks: words('Three.') });
    const saved = { kind: 'saved', version: version(2, 'Two.'), sent: sent.blocks } as const;
    expect(isDirty(nextDraft(sent, saved))).toBe(false);
    expect(nextDraft(typedOn, saved)).toMatchObject({ base: { versionNo: 2 }, blocks: words('Three.') });
  });

  it('keeps the words on a newer version when asked, and takes its words when asked', () => {
    const mine = nextDraft(start, { kind: 'edit', blocks: words('Mine.') });
    expect(nextDraft(mine, { kind: 'rebase', version: version(2, 'Theirs.') })).toMatchObject({
      base: { versionNo: 2 },
      blocks: words('Mine.'),
    });
    expect(nextDraft(mine, { kind: 'adopt', version: version(2, 'Theirs.') }).blocks).toEqual(words('Theirs.'));
  });
});
