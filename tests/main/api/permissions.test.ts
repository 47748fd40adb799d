import { beforeEach, describe, expect, it } from 'vitest';
import { CALL_NAMES, contract, type CallName } from '../../../src/contract/index.ts';
import type { CallDefinition } from '../../../src/contract/call.ts';
import { isAllowed, PERMISSIONS, ROLE_PERMISSIONS, type Role, ROLES } from '../../../src/core/policy/permissions.ts';
import { createRouter, type RouterOptions } from '../../../src/main/api/router.ts';
import type { CallContext } from '../../../src/main/services/context.ts';

/** Which roles may make which call, in words of its own, so that a slip in the contract or in the roles shows here. */
const ALL: readonly Role[] = ROLES;
const MAY: Readonly<Record<string, readonly Role[]>> = {
  'case.read': ALL,
  'case.open': ['intake', 'investigator', 'supervisor'],
  'case.edit': ['intake', 'investigator', 'supervisor'],
  'document.import': ['intake', 'investigator', 'supervisor'],
  'response.write': ['investigator'],
  'response.submit': ['investigator'],
  'review.decide': ['supervisor'],
  'decision.make': ['intake', 'investigator'],
  'packet.seal': ['exporter'],
  'packet.send': ['exporter'],
  'audit.read': ['investigator', 'supervisor', 'exporter', 'admin', 'auditor'],
  'user.manage': ['admin'],
  'desk.configure': ['admin'],
};

/** The calls that change something and the one permission that each must ask for. */
const GUARDED: Readonly<Partial<Record<CallName, string>>> = {
  'session.addUser': 'user.manage',
  'desk.saveSettings': 'desk.configure',
  'desk.openSample': 'user.manage',
  'desk.audit': 'audit.read',
  'desk.checkAudit': 'audit.read',
};

const definitionOf = (name: CallName): CallDefinition => {
  const [group = '', member = ''] = name.split('.');
  return (contract as unknown as Record<string, Record<string, CallDefinition>>)[group]![member]!;
};

let made: string[];
let roles: readonly Role[] | null;
/** Handlers that only note that the router let a call through. */
const recorder = (group: string): never =>
  new Proxy({}, { get: (_target, member) => async () => ({ ok: true, value: void made.push(`${group}.${String(member)}`) }) }) as never;
const groups = Object.keys(contract).filter((group) => group !== 'session');
const route = createRouter({
  sessionHandlers: recorder('session'),
  deskHandlers: Object.fromEntries(groups.map((group) => [group, recorder(group)])) as unknown as RouterOptions<object>['deskHandlers'],
  session: {},
  current: () => (roles === null ? null : ({ actor: { userId: 'u', name: 'Robin Example', roles } } as unknown as CallContext)),
  reportIncident: (_call, error) => {
    throw error;
  },
});
beforeEach(() => {
  made = [];
});

/** What the router said: let through to the handler, or as far as the input, or refused. */
const answerTo = async (name: CallName, who: readonly Role[] | null): Promise<'through' | 'forbidden' | 'locked'> => {
  roles = who;
  made = [];
  const result = await route(name, { not: 'an input' });
  const kind = result.ok ? 'through' : result.failure.kind;
  if (kind === 'through') expect(made).toEqual([name]);
  else expect(made).toEqual([]);
  // Input is looked at only after the permission, so an unfitting input shows that the door was open.
  return kind === 'invalid-input' ? 'through' : (kind as 'forbidden' | 'locked');
};

describe('createRouter', () => {
  it.each(CALL_NAMES.flatMap((name) => [null, ...ROLES].map((role) => ({ name, role }))))(
    'checks $name for $role',
    async ({ name, role }) => {
      const { access } = definitionOf(name);
      const wanted =
        access === 'public'
          ? 'through'
          : role === null
            ? 'locked'
            : access === 'signed-in' || MAY[access]?.includes(role)
              ? 'through'
              : 'forbidden';
      expect(await answerTo(name, role === null ? null : [role])).toBe(wanted);
    },
  );

  it('lets somebody with two roles do what either may', async () => {
    expect(await answerTo('session.addUser', ['investigator', 'admin'])).toBe('through');
    expect(await answerTo('session.addUser', ['investigator', 'supervisor'])).toBe('forbidden');
  });

  it('knows only calls of the contract', async () => {
    roles = ['admin'];
    for (const name of [
      'desk.nothing',
      'nothing.status',
      'desk',
      '',
      'desk.status.more',
      'desk.constructor',
      '__proto__.toString',
      'constructor.name',
    ]) {
      expect(await route(name, {}), name).toMatchObject({ ok: false, failure: { kind: 'invalid-input' } });
    }
    expect(made).toEqual([]);
  });
});

describe('the contract', () => {
  it('leaves only the lock screen’s calls open to anybody', () => {
    expect(CALL_NAMES.filter((name) => definitionOf(name).access === 'public').toSorted()).toEqual([
      'session.createDesk',
      'session.recover',
      'session.state',
      'session.unlock',
    ]);
  });
  it('asks for the fitting permission where harm could be done', () => {
    for (const [name, access] of Object.entries(GUARDED)) expect(definitionOf(name as CallName).access, name).toBe(access);
    for (const name of CALL_NAMES.filter((other) => other.startsWith('reviews.') && definitionOf(other).access === 'signed-in'))
      throw new Error(`${name} is open to anybody signed in.`);
  });
});

describe('ROLE_PERMISSIONS', () => {
  it('is what the table of this test says', () => {
    expect(Object.keys(MAY).toSorted()).toEqual([...PERMISSIONS].toSorted());
    for (const permission of PERMISSIONS)
      for (const role of ROLES) expect(isAllowed([role], permission), `${role} ${permission}`).toBe(MAY[permission]?.includes(role));
  });
  it('lets no single role both write a response and sign it off', () => {
    for (const role of ROLES)
      expect(ROLE_PERMISSIONS[role].includes('response.submit') && ROLE_PERMISSIONS[role].includes('review.decide'), role).toBe(false);
  });
});
