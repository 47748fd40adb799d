import { describe, expect, it } from 'vitest';
import { BlobError } from '../../../src/core/evidence/blob-error.ts';
import { createRouter, type RouterOptions } from '../../../src/main/api/router.ts';
import type { CallContext } from '../../../src/main/services/context.ts';

const context = (name: string) => ({ actor: { userId: 'u', name, roles: ['investigator'] } }) as unknown as CallContext;

/** A router whose one handler runs `work`; answers it with what was reported as an incident, and the way to change who is signed in. */
const routerWith = (work: () => Promise<never>) => {
  let present: CallContext | null = context('Robin Example');
  const incidents: unknown[] = [];
  const desk = { status: work, settings: work };
  const route = createRouter({
    sessionHandlers: { people: work } as unknown as RouterOptions<object>['sessionHandlers'],
    deskHandlers: { desk } as unknown as RouterOptions<object>['deskHandlers'],
    session: {},
    current: () => present,
    reportIncident: (_call, error) => `number ${incidents.push(error)}`,
  });
  return { route, incidents, become: (next: CallContext | null) => (present = next) };
};

describe('createRouter', () => {
  it.each([
    ['the desk locks', () => null],
    ['somebody else signs in', () => context('Sam Example')],
  ])('answers a call that breaks because %s meanwhile as locked, and reports no incident', async (_what, next) => {
    const { promise, reject } = Promise.withResolvers<never>();
    const { route, incidents, become } = routerWith(() => promise);
    const answer = route('desk.status', {});
    become(next());
    reject(new Error('The database connection is not open'));
    expect(await answer).toMatchObject({ ok: false, failure: { kind: 'locked' } });
    expect(incidents).toEqual([]);
  });

  it('still reports a bug of a call during which nobody left', async () => {
    const bug = new Error('a bug');
    const { route, incidents } = routerWith(() => Promise.reject(bug));
    expect(await route('desk.status', {})).toMatchObject({ ok: false, failure: { kind: 'incident', incident: 'number 1' } });
    expect(incidents).toEqual([bug]);
  });

  it.each([
    ['a full database', Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }), /disk is full/],
    ['a full disk', Object.assign(new Error('write'), { code: 'ENOSPC' }), /disk is full/],
    [
      'a stored file that is gone',
      new BlobError('blob-missing', 'The file is gone. Restore it from a backup.'),
      /^The file is gone\. Restore/,
    ],
  ])('says of %s what is wrong, and reports no incident', async (_what, error, message) => {
    const { route, incidents } = routerWith(() => Promise.reject(error));
    expect(await route('desk.settings', {})).toMatchObject({
      ok: false,
      failure: { kind: 'disk', message: expect.stringMatching(message) },
    });
    expect(incidents).toEqual([]);
  });
});
