import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResponseBlock } from '../../../src/core/responses/response.ts';
import { verifyDetached } from '../../../src/main/packets/cms.ts';
import { verifyPacketSource } from '../../../src/main/packets/verify-packet.ts';
import { storePacket } from '../../../src/main/packets/store-packet.ts';
import { draftResponse } from '../../../src/main/services/draft-response.ts';
import { makeDecision } from '../../../src/main/services/decisions-of-case.ts';
import { approveResponse, commentOnSubmission, returnResponse } from '../../../src/main/services/review-response.ts';
import { getReview, reviewQueue } from '../../../src/main/services/review-view.ts';
import { saveResponse } from '../../../src/main/services/save-response.ts';
import { sealCase } from '../../../src/main/services/seal-case.ts';
import { submitResponse } from '../../../src/main/services/submit-response.ts';
import { openResponseDesk, responseTools as tools, type ResponseDesk } from './response-desk.ts';
import { failureOf, valueOf } from './test-desk.ts';

let desk: ResponseDesk;
beforeEach(async () => {
  desk = await openResponseDesk();
  await desk.confirm();
  valueOf(await draftResponse(desk.ines, { caseId: desk.caseId, templateId: 'legal-process-produced' }, tools));
});
afterEach(() => desk.dispose());

const submit = (versionNo = 1, note = '') => submitResponse(desk.ines, { caseId: desk.caseId, versionNo, note }, tools);
const status = async () => (await desk.stores.cases.get(desk.caseId))?.status;
const review = async (by = desk.tomas) => valueOf(await getReview(by, desk.caseId, tools));

describe('submitResponse', () => {
  it('freezes the content, signs it as the submitter and closes the response', async () => {
    const { submissionId, roundNo } = valueOf(await submit(1, 'Please look at item 1.'));
    expect(roundNo).toBe(1);
    expect(await status()).toBe('in-review');
    const files = await desk.db
      .selectFrom('submission_file')
      .select('path')
      .where('submission_id', '=', submissionId)
      .orderBy('path')
      .execute();
    expect(files.map((file) => file.path)).toEqual(
      expect.arrayContaining([
        'data/report/packet.pdf',
        'data/response/R0001/response.docx',
        'data/response/R0001/response.pdf',
        'data/records/facts.jsonl',
      ]),
    );
    const kept = await desk.db.selectFrom('submission').selectAll().executeTakeFirstOrThrow();
    const signed = verifyDetached(Buffer.from(kept.attestation_json), kept.attestation_p7s, [desk.rootPem], kept.submitted_at_ms);
    expect(valueOf(signed).signer.userId).toBe(desk.ines.actor.userId);
    expect((await review()).rounds[0]?.comments).toMatchObject([{ text: 'Please look at item 1.', madeByName: 'Ines Example' }]);
    expect(failureOf(await submit())).toBe('in-review');
    expect(failureOf(await saveResponse(desk.ines, { caseId: desk.caseId, baseVersionNo: 1, blocks: [] }))).toBe('in-review');
  });

  it('refuses an older version, a case without response, and documents still being read', async () => {
    expect(failureOf(await submit(7))).toBe('newer-version');
    const other = valueOf(await desk.open({ documentIds: [(await desk.document('other.pdf', ['x'])).id] }));
    expect(failureOf(await submitResponse(desk.ines, { caseId: other.caseId, versionNo: 1, note: '' }, tools))).toBe('no-response');
    await desk.db.updateTable('document').set({ state: 'reading' }).where('name', '=', 'warrant.pdf').execute();
    expect(await submit()).toMatchObject({ failure: { kind: 'documents-unread', details: [{ text: 'warrant.pdf' }] } });
    expect(await status()).toBe('drafting');
  });
});

describe('reviewQueue', () => {
  it('shows what waits, and marks one’s own', async () => {
    expect((await reviewQueue(desk.tomas)).rows).toEqual([]);
    valueOf(await submit());
    expect((await reviewQueue(desk.tomas)).rows).toMatchObject([
      { case: { number: 'LE-2026-0001' }, round: { outcome: 'waiting', roundNo: 1 }, mine: false },
    ]);
    expect((await reviewQueue(desk.ines)).rows[0]?.mine).toBe(true);
  });
});

describe('approveResponse', () => {
  const approve = async (by = desk.tomas) =>
    approveResponse(by, { submissionId: (await review()).rounds.at(-1)?.submissionId as never, comment: '' }, tools);

  it('refuses the author, in the service and in the database', async () => {
    const { submissionId } = valueOf(await submit());
    const both = await desk.person('Ida Example', ['investigator', 'supervisor']);
    const ines = { ...desk.ines, actor: { ...desk.ines.actor, roles: ['investigator', 'supervisor'] as const } };
    expect((await review(ines)).signOff).toEqual({
      allowed: false,
      reasons: ['You wrote or submitted this response; another supervisor signs it off.'],
    });
    expect(failureOf(await approve(ines))).toBe('own-work');
    await expect(
      desk.stores.submissions.decide({
        id: desk.desk.newId(),
        submissionId,
        reviewerId: ines.actor.userId,
        outcome: 'approved',
        comment: '',
        decidedAtMs: 1,
        attestation: { json: '{}', p7s: new Uint8Array([1]) },
      }),
    ).rejects.toThrow(/can not review/);
    expect(failureOf(await approve(both))).toBeUndefined();
  });

  it('refuses whoever wrote an earlier version', async () => {
    const bo = await desk.person('Bo Example', ['investigator', 'supervisor']);
    const first = await desk.stores.responses.newest(desk.caseId);
    valueOf(await saveResponse(bo, { caseId: desk.caseId, baseVersionNo: 1, blocks: first?.blocks ?? [] }));
    valueOf(await saveResponse(desk.ines, { caseId: desk.caseId, baseVersionNo: 2, blocks: first?.blocks ?? [] }));
    valueOf(await submit(3));
    expect(failureOf(await approve(bo))).toBe('own-work');
  });

  it('refuses whoever made a decision that the packet carries, in the service and in the database', async () => {
    const bo = await desk.person('Bo Example', ['intake', 'supervisor']);
    const decision = {
      action: 'warn',
      subject: 'seller_555',
      policy: 'Counterfeit goods',
      reason: 'Sold a copy.',
      anchors: [desk.quote('seller_555')],
    } as const;
    valueOf(await makeDecision(bo, { caseId: desk.caseId, ...decision }));
    const { submissionId } = valueOf(await submit());
    expect((await review(bo)).signOff.reasons).toEqual([
      'You made a decision in this case; another supervisor signs off the packet that carries it.',
    ]);
    expect((await reviewQueue(bo)).rows[0]?.mine).toBe(true);
    expect(failureOf(await approve(bo))).toBe('own-work');
    expect(failureOf(await returnResponse(bo, { submissionId, comment: 'x' }))).toBe('own-work');
    const review_ = {
      id: desk.desk.newId(),
      submissionId,
      reviewerId: bo.actor.userId,
      outcome: 'returned',
      comment: '',
      decidedAtMs: 1,
      attestation: null,
    } as const;
    await expect(desk.stores.submissions.decide(review_)).rejects.toThrow(/can not review/);
    expect(failureOf(await approve())).toBeUndefined();
  });

  it('refuses whoever submitted it in an earlier round', async () => {
    const bo = await desk.person('Bo Example', ['investigator', 'supervisor']);
    const first = valueOf(await submitResponse(bo, { caseId: desk.caseId, versionNo: 1, note: '' }, tools));
    valueOf(await returnResponse(desk.tomas, { submissionId: first.submissionId, comment: 'Again, please.' }));
    const { submissionId } = valueOf(await submit());
    expect(failureOf(await approve(bo))).toBe('own-work');
    const review_ = {
      id: desk.desk.newId(),
      submissionId,
      reviewerId: bo.actor.userId,
      outcome: 'returned',
      comment: '',
      decidedAtMs: 1,
      attestation: null,
    } as const;
    await expect(desk.stores.submissions.decide(review_)).rejects.toThrow(/can not review/);
    expect(failureOf(await approve())).toBeUndefined();
  });

  it('stays closed while an item has no answer, and says which', async () => {
    await desk.stores.items.answer(desk.itemId, 'open', '');
    valueOf(await submit());
    expect((await review()).signOff).toEqual({ allowed: false, reasons: ['Item 1 has no disposition yet.'] });
    expect(await approve()).toMatchObject({ failure: { kind: 'blocked', details: [{ text: 'Item 1 has no disposition yet.' }] } });
    expect(await status()).toBe('in-review');
  });

  it('refuses content that is no longer what was submitted', async () => {
    valueOf(await submit());
    await desk.stores.items.answer(desk.itemId, 'objected', 'Another reason');
    expect(await approve()).toMatchObject({ failure: { kind: 'changed-since', message: expect.stringContaining('its items') } });
    await desk.stores.items.answer(desk.itemId, 'produced', 'PROD-0001');
    await desk.confirm('rejected');
    expect(await approve()).toMatchObject({ failure: { kind: 'changed-since', message: expect.stringContaining('the facts') } });
  });

  it('does not mind who holds the case by then', async () => {
    valueOf(await submit());
    await desk.stores.cases.update(desk.caseId, { holderUserId: desk.tomas.actor.userId, severity: 'critical' }, desk.desk.now());
    expect(failureOf(await approve())).toBeUndefined();
  });

  it('signs the very content that was submitted, once', async () => {
    valueOf(await submit());
    valueOf(await approve());
    expect(await status()).toBe('approved');
    const kept = await desk.db
      .selectFrom('review')
      .innerJoin('submission', 'submission.id', 'review.submission_id')
      .select(['review.attestation_json as approval', 'review.attestation_p7s as p7s', 'submission.attestation_json as submission'])
      .executeTakeFirstOrThrow();
    expect(JSON.parse(kept.approval ?? '').subject).toEqual(JSON.parse(kept.submission).subject);
    expect(
      valueOf(verifyDetached(Buffer.from(kept.approval ?? ''), kept.p7s ?? new Uint8Array(), [desk.rootPem], desk.desk.now())).signer.name,
    ).toBe('Tomas Sample');
    expect(failureOf(await approve())).toBe('already-decided');
  });

  it('makes a case that seals into a packet a stranger can verify', async () => {
    valueOf(await submit());
    valueOf(await approve());
    const ed = await desk.person('Ed Example', ['exporter']);
    const sealed = await sealCase(
      ed,
      { caseId: desk.caseId, queue: false },
      { storePacket, verifyPacketSource, organisation: 'Marketplace Example, Inc.' },
    );
    expect(failureOf(sealed)).toBeUndefined();
    expect((await desk.stores.packets.newestOfCase(desk.caseId))?.verification).toMatchObject({ valid: true, caseNumber: 'LE-2026-0001' });
  });
});

describe('sealCase', () => {
  const packetTools = { storePacket, verifyPacketSource, organisation: 'Marketplace Example, Inc.' };
  const approved = async () => {
    const { submissionId } = valueOf(await submit());
    valueOf(await approveResponse(desk.tomas, { submissionId, comment: '' }, tools));
    return desk.person('Ed Example', ['exporter']);
  };

  it('refuses a case that says something else by now than what was signed off, and seals it once it is as it was', async () => {
    const ed = await approved();
    await desk.stores.items.answer(desk.itemId, 'objected', 'Another reason');
    expect(await sealCase(ed, { caseId: desk.caseId, queue: false }, packetTools)).toMatchObject({
      failure: { kind: 'changed-since', message: expect.stringContaining('its items') },
    });
    expect(await status()).toBe('approved');
    await desk.stores.items.answer(desk.itemId, 'produced', 'PROD-0001');
    expect(failureOf(await sealCase(ed, { caseId: desk.caseId, queue: false }, packetTools))).toBeUndefined();
  });

  it('does not close a case that someone worked on while it was being sealed', async () => {
    const ed = await approved();
    const blocks = (await desk.stores.responses.newest(desk.caseId))?.blocks ?? [];
    const meanwhile: typeof packetTools = {
      ...packetTools,
      storePacket: async (...args) => {
        desk.clock.nowMs += 1_000;
        valueOf(await saveResponse(desk.ines, { caseId: desk.caseId, baseVersionNo: 1, blocks }));
        return storePacket(...args);
      },
    };
    expect(failureOf(await sealCase(ed, { caseId: desk.caseId, queue: false }, meanwhile))).toBe('changed-since');
    expect(await status()).toBe('drafting');
    expect(await desk.stores.packets.newestOfCase(desk.caseId)).toBeNull();
    expect(failureOf(await sealCase(ed, { caseId: desk.caseId, queue: false }, packetTools))).toBe('not-approved');
  });
});

describe('returnResponse', () => {
  it('gives it back with comments that stay, and shows next time what changed', async () => {
    const { submissionId } = valueOf(await submit());
    const first = (await review()).version;
    const closing = first.blocks.find((block) => block.style === 'Closing');
    const sentenceId = closing?.kind === 'paragraph' ? (closing.sentences[0]?.id ?? '') : '';
    valueOf(await commentOnSubmission(desk.tomas, { submissionId, sentenceId, text: 'Warmer, please.' }));
    expect(failureOf(await commentOnSubmission(desk.ines, { submissionId, sentenceId: null, text: 'Mine' }))).toBe('own-work');
    valueOf(await returnResponse(desk.tomas, { submissionId, comment: 'Change the closing.' }));
    expect(await status()).toBe('returned');
    expect(failureOf(await returnResponse(desk.tomas, { submissionId, comment: 'Again' }))).toBe('already-decided');

    const blocks = first.blocks.map((block): ResponseBlock =>
      block.kind === 'paragraph' && block.style === 'Closing'
        ? { ...block, sentences: [{ ...(block.sentences[0] as (typeof block.sentences)[number]), text: 'Yours sincerely,' }] }
        : block,
    );
    valueOf(await saveResponse(desk.ines, { caseId: desk.caseId, baseVersionNo: 1, blocks }));
    valueOf(await submit(2));
    const second = await review();
    expect(second.rounds).toMatchObject([
      {
        outcome: 'returned',
        comment: 'Change the closing.',
        reviewerName: 'Tomas Sample',
        comments: [{ text: 'Warmer, please.', sentenceId }],
      },
      { outcome: 'waiting', versionNo: 2 },
    ]);
    expect(second.changes).toEqual({
      sinceVersionNo: 1,
      blocks: [{ blockId: closing?.id, parts: expect.arrayContaining([{ text: 'Yours sincerely', change: 'added' }]) }],
    });
    expect(second.checklist.find((line) => line.id === 'words-sourced')).toMatchObject({ holds: false, sentenceIds: [sentenceId] });
    await expect(desk.db.deleteFrom('review_comment').execute()).rejects.toThrow(/stays/);
  });
});

describe('getReview', () => {
  it('says that nothing was submitted yet', async () => {
    expect(failureOf(await getReview(desk.tomas, desk.caseId, tools))).toBe('nothing-submitted');
  });

  it('shows the response beside its sources', async () => {
    valueOf(await submit());
    const view = await review();
    expect(view.signOff).toEqual({ allowed: true, reasons: [] });
    expect(view.changes).toBeNull();
    expect(view.documents).toMatchObject([{ label: 'D1', name: 'warrant.pdf' }]);
    expect(view.checklist.find((line) => line.id === 'validity-reference-number')).toMatchObject({
      holds: true,
      anchor: { quote: 'SW-555-0199' },
    });
    expect((await review(desk.ines)).signOff.allowed).toBe(false);
  });
});
