import { describe, expect, it } from 'vitest';
import { CALL_NAMES } from '../../../src/contract/index.ts';
import { TOPICS } from '../../../src/contract/events.ts';
import { topicsRead, topicsWritten } from '../../../src/renderer/platform/topics.ts';

describe('topicsRead', () => {
  it('knows for every call of the contract what its answer shows', () => {
    for (const name of CALL_NAMES) {
      expect(topicsRead(name).length, name).toBeGreaterThan(0);
      expect(topicsWritten(name).length, name).toBeGreaterThan(0);
    }
  });

  it('leaves no topic of the desk unheard', () => {
    const heard = new Set(CALL_NAMES.flatMap((name) => topicsRead(name)));
    expect(TOPICS.filter((topic) => !heard.has(topic))).toEqual([]);
  });
});
