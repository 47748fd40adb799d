import { describe, expect, it } from 'vitest';
import { decisionProblem } from '../../../src/core/decisions/decision-rules.ts';
import type { UserId } from '../../../src/core/ids.ts';

const INES = '00000000-0000-4000-8000-000000000001' as UserId;
const TOMAS = '00000000-0000-4000-8000-000000000002' as UserId;

describe('decisionProblem', () => {
  it('demands a source for a sanction, not for leaving things as they are', () => {
    const base = { anchorCount: 0, caseKind: 'incident', actorId: INES, earlierSanctionsBy: [] } as const;
    expect(decisionProblem({ ...base, action: 'suspend-account' })).toEqual({ kind: 'no-evidence' });
    expect(decisionProblem({ ...base, action: 'no-action' })).toBeNull();
  });

  it('lets nobody rule on an appeal against their own sanction', () => {
    const base = { action: 'restore-account', anchorCount: 1, caseKind: 'appeal', earlierSanctionsBy: [INES] } as const;
    expect(decisionProblem({ ...base, actorId: INES })).toEqual({ kind: 'own-decision' });
    expect(decisionProblem({ ...base, actorId: TOMAS })).toBeNull();
  });
});
