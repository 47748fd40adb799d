import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CASE_STATUSES } from '../../../src/core/cases/case.ts';
import { CLOSED_STATUSES } from '../../../src/core/cases/case-life.ts';
import type { CaseId } from '../../../src/core/ids.ts';
import { checkAnchor } from '../../../src/main/services/check-anchor.ts';
import { addItem, reopenCase, setDisposition, updateCase } from '../../../src/main/services/correct-case.ts';
import { makeDecision } from '../../../src/main/services/decisions-of-case.ts';
import { listExhibits, makeExhibit } from '../../../src/main/services/exhibits-of-case.ts';
import { decideFacts, makeFact } from '../../../src/main/services/facts-of-case.ts';
import { listNotes, makeNote, removeNote } from '../../../src/main/services/notes-of-case.ts';
import { listTimeline, makeTimelineEntry, removeTimelineEntry } from '../../../src/main/services/timeline-of-case.ts';
import { anchorOf, failureOf, openTestDesk, type TestDesk, valueOf } from './test-desk.ts';

const TEXT = 'Account A-5550-1187 logged in on May 3, 2026 at 10:00.\nThe seller sold counterfeit bicycles.';

let desk: TestDesk;
let caseId: CaseId;
let document: Awaited<ReturnType<TestDesk['document']>>;
beforeEach(async () => {
  desk = await openTestDesk();
  document = await desk.document('report.pdf', [TEXT, 'Second page.']);
  caseId = valueOf(await desk.open({ documentIds: [document.id] })).caseId;
});
afterEach(() => desk.dispose());

const quote = (words: string) => anchorOf(document.sha256, TEXT, words);
const actions = async () => (await desk.stores.audit.list({ caseId, limit: 100 })).records.map((link) => link.record.action);

describe('checkAnchor', () => {
  it('answers our own boxes, whatever the window claimed', async () => {
    const checked = valueOf(await checkAnchor(desk.stores, { ...quote('A-5550-1187'), boxes: [[0, 0, 1, 1]] }, caseId));
    expect(checked.boxes).toEqual([[128, 700, 204, 710]]);
  });

  it('refuses other words, another page, an unknown document, and a document of no case', async () => {
    const anchor = quote('A-5550-1187');
    const stranger = await desk.document('other.pdf', [TEXT]);
    for (const bad of [
      { ...anchor, quote: 'A-5550-1188' },
      { ...anchor, pageNo: 2 },
      { ...anchor, pageNo: 3 },
      { ...anchor, end: anchor.end + 1 },
      { ...anchor, documentSha256: stranger.sha256 as typeof anchor.documentSha256 },
    ]) {
      expect(failureOf(await checkAnchor(desk.stores, bad, caseId))).toBe('bad-anchor');
    }
  });
});

describe('makeFact', () => {
  it('keeps a fact confirmed by its maker', async () => {
    const fact = valueOf(
      await makeFact(desk.ines, { caseId, field: 'identifier', kind: 'account', value: 'A-5550-1187', anchor: quote('A-5550-1187') }),
    );
    expect(fact).toMatchObject({
      label: 'F1',
      state: 'confirmed',
      origin: 'person',
      madeByName: 'Ines Example',
      decidedByName: 'Ines Example',
      documentLabel: 'D1',
    });
    expect(await actions()).toEqual(['fact.made', 'case.opened']);
    expect(desk.events.at(-1)).toEqual({ topics: ['facts', 'cases'], caseId });
  });
});

describe('decideFacts', () => {
  it('corrects on the way, and remembers who decided', async () => {
    const fact = valueOf(await makeFact(desk.ines, { caseId, field: 'identifier', value: 'A-5550', anchor: quote('A-5550-1187') }));
    const [corrected] = valueOf(await decideFacts(desk.tomas, { factIds: [fact.id], state: 'confirmed', value: 'A-5550-1187' })).facts;
    expect(corrected).toMatchObject({ value: 'A-5550-1187', decidedByName: 'Tomas Sample', label: 'F1' });
    const [back] = valueOf(await decideFacts(desk.ines, { factIds: [fact.id], state: 'suggested' })).facts;
    expect(back).not.toHaveProperty('decidedByName');
    expect(await actions()).toEqual(['fact.suggested', 'fact.confirmed', 'fact.made', 'case.opened']);
  });

  it('decides all of several facts or none', async () => {
    const fact = valueOf(await makeFact(desk.ines, { caseId, field: 'identifier', value: 'A', anchor: quote('A-5550-1187') }));
    const missing = '00000000-0000-4000-8000-000000000009' as typeof fact.id;
    expect(failureOf(await decideFacts(desk.ines, { factIds: [fact.id, missing], state: 'rejected' }))).toBe('not-found');
    expect((await desk.stores.facts.get(fact.id))?.state).toBe('confirmed');
  });

  it('puts one corrected value on one fact only', async () => {
    const first = valueOf(await makeFact(desk.ines, { caseId, field: 'identifier', value: 'A', anchor: quote('A-5550-1187') }));
    const second = valueOf(await makeFact(desk.ines, { caseId, field: 'other', value: 'B', anchor: quote('bicycles') }));
    expect(failureOf(await decideFacts(desk.ines, { factIds: [first.id, second.id], state: 'confirmed', value: 'C' }))).toBe(
      'invalid-input',
    );
  });
});

describe('removeNote', () => {
  it('hides a note, keeps it on record, and brings it back under its label', async () => {
    const note = valueOf(await makeNote(desk.ines, { caseId, text: 'Ask the supplier', anchor: quote('bicycles') }));
    await removeNote(desk.ines, { noteId: note.id, restore: false });
    expect(valueOf(await listNotes(desk.ines, caseId)).notes).toEqual([]);
    const second = valueOf(await makeNote(desk.ines, { caseId, text: 'Second', anchor: null }));
    await removeNote(desk.ines, { noteId: note.id, restore: true });
    expect([note.label, second.label]).toEqual(['N1', 'N2']);
    expect(valueOf(await listNotes(desk.ines, caseId)).notes.map((one) => one.label)).toEqual(['N1', 'N2']);
    expect(await actions()).toEqual(['note.restored', 'note.made', 'note.removed', 'note.made', 'case.opened']);
  });
});

describe('makeTimelineEntry', () => {
  it('orders by time, not by making', async () => {
    const at = (startMs: number) => ({ startMs, precision: 'minute', zone: 'America/Los_Angeles' }) as const;
    valueOf(await makeTimelineEntry(desk.ines, { caseId, title: 'Later', who: '', time: at(2_000_000), anchors: [] }));
    const early = valueOf(
      await makeTimelineEntry(desk.ines, {
        caseId,
        title: 'Earlier',
        who: 'Seller',
        time: at(1_000_000),
        anchors: [quote('May 3, 2026 at 10:00')],
      }),
    );
    const { entries } = valueOf(await listTimeline(desk.ines, caseId));
    expect(entries.map((entry) => [entry.label, entry.title])).toEqual([
      ['T2', 'Earlier'],
      ['T1', 'Later'],
    ]);
    expect(early.anchors).toMatchObject([{ documentLabel: 'D1', documentId: document.id }]);
    await removeTimelineEntry(desk.ines, { entryId: early.id, restore: false });
    expect(valueOf(await listTimeline(desk.ines, caseId)).entries).toHaveLength(1);
  });
});

describe('makeExhibit', () => {
  it('continues the chain of custody with the same hash before and after', async () => {
    const exhibit = valueOf(
      await makeExhibit(desk.ines, { caseId, documentId: document.id, title: 'Login report', anchor: quote('logged in') }),
    );
    expect(exhibit.label).toBe('X1');
    const { custody } = valueOf(await listExhibits(desk.ines, caseId));
    expect(custody.at(-1)).toMatchObject({
      action: 'made-exhibit',
      actorName: 'Ines Example',
      sha256Before: document.sha256,
      sha256After: document.sha256,
    });
  });

  it('refuses a document that is not filed in the case', async () => {
    const stranger = await desk.document('other.pdf', ['Other']);
    expect(failureOf(await makeExhibit(desk.ines, { caseId, documentId: stranger.id, title: 'Other', anchor: null }))).toBe('not-found');
  });
});

describe('makeDecision', () => {
  const decision = {
    action: 'suspend-account',
    subject: 'Seller A-5550-1187',
    policy: 'Counterfeit goods 2.1',
    reason: 'Sold counterfeit bicycles.',
  } as const;

  it('demands evidence for a sanction', async () => {
    expect(failureOf(await makeDecision(desk.ines, { ...decision, caseId, anchors: [] }))).toBe('bad-anchor');
    const made = valueOf(await makeDecision(desk.ines, { ...decision, caseId, anchors: [quote('counterfeit bicycles')] }));
    expect(made).toMatchObject({ label: 'A1', madeByName: 'Ines Example' });
  });

  it('lets someone else rule on the appeal', async () => {
    valueOf(await makeDecision(desk.ines, { ...decision, caseId, anchors: [quote('counterfeit bicycles')] }));
    const paper = await desk.document('appeal.pdf', ['I appeal.']);
    const appeal = valueOf(await desk.open({ documentIds: [paper.id], kind: 'appeal', requestType: 'seller-appeal' }));
    const ruling = {
      caseId: appeal.caseId,
      action: 'restore-account',
      subject: 'seller a-5550-1187',
      policy: 'Counterfeit goods 2.1',
      reason: 'Invoices are real.',
      anchors: [],
    } as const;
    expect(failureOf(await makeDecision(desk.ines, ruling))).toBe('forbidden');
    const ida = await desk.person('Ida Specimen', ['intake']);
    expect(valueOf(await makeDecision(ida, ruling)).label).toBe('A1');
  });

  it('is never changed afterwards, not even by the database', async () => {
    const made = valueOf(await makeDecision(desk.ines, { ...decision, caseId, anchors: [quote('counterfeit bicycles')] }));
    await expect(desk.db.updateTable('decision').set({ reason: 'x' }).where('id', '=', made.id).execute()).rejects.toThrow(/never changed/);
  });
});

describe('updateCase', () => {
  it('audits what was corrected and who was given the case', async () => {
    valueOf(await updateCase(desk.ines, caseId, { severity: 'critical', dueOn: '2026-06-03' }));
    const view = valueOf(await updateCase(desk.ines, caseId, { holderUserId: desk.tomas.actor.userId }));
    expect(view).toMatchObject({ severity: 'critical', dueOn: '2026-06-03', holder: { name: 'Tomas Sample' } });
    const { records } = await desk.stores.audit.list({ caseId, limit: 10 });
    expect(records.map((link) => link.record.summary).slice(0, 2)).toEqual([
      'Gave LE-2026-0001 to Tomas Sample',
      'Corrected the severity, the deadline of LE-2026-0001',
    ]);
  });
});

describe('caseForChange', () => {
  it('leaves a sealed, sent or receipted case as it is, in every way of changing it', async () => {
    const fact = valueOf(await makeFact(desk.ines, { caseId, field: 'other', value: 'B', anchor: quote('bicycles') }));
    const note = valueOf(await makeNote(desk.ines, { caseId, text: 'Note', anchor: null }));
    const item = valueOf(await addItem(desk.ines, { caseId, text: 'Item', anchor: null }));
    const time = { startMs: 1, precision: 'day', zone: 'UTC' } as const;
    const entry = valueOf(await makeTimelineEntry(desk.ines, { caseId, title: 'Entry', who: '', time, anchors: [] }));
    const before = (await desk.stores.audit.head()).seq;
    for (const status of CLOSED_STATUSES) {
      await desk.setStatus(caseId, status);
      const tried = [
        await makeFact(desk.ines, { caseId, field: 'other', value: 'B', anchor: quote('bicycles') }),
        await decideFacts(desk.ines, { factIds: [fact.id], state: 'rejected' }),
        await makeNote(desk.ines, { caseId, text: 'Note', anchor: null }),
        await removeNote(desk.ines, { noteId: note.id, restore: false }),
        await makeTimelineEntry(desk.ines, { caseId, title: 'Entry', who: '', time, anchors: [] }),
        await removeTimelineEntry(desk.ines, { entryId: entry.id, restore: false }),
        await makeExhibit(desk.ines, { caseId, documentId: document.id, title: 'X', anchor: null }),
        await makeDecision(desk.ines, { caseId, action: 'no-action', subject: 'S', policy: 'P', reason: 'R', anchors: [] }),
        await updateCase(desk.ines, caseId, { title: 'New' }),
        await addItem(desk.ines, { caseId, text: 'Item', anchor: null }),
        await setDisposition(desk.ines, { itemId: item.id, disposition: 'produced', reason: '' }),
      ];
      expect(tried.map(failureOf)).toEqual(tried.map(() => 'case-closed'));
    }
    expect((await desk.stores.audit.head()).seq).toBe(before);
  });
});

describe('reopenCase', () => {
  it('starts the next revision of a closed case, and only of one', async () => {
    for (const status of CASE_STATUSES.filter((one) => !(CLOSED_STATUSES as readonly string[]).includes(one))) {
      await desk.setStatus(caseId, status);
      expect(failureOf(await reopenCase(desk.ines, { caseId, reason: 'Wrong page' }))).toBe('not-sealed');
    }
    await desk.setStatus(caseId, 'receipted');
    expect(valueOf(await reopenCase(desk.ines, { caseId, reason: 'Wrong page' })).revision).toBe(2);
    expect(await desk.stores.cases.get(caseId)).toMatchObject({ status: 'drafting', revision: 2 });
    expect(valueOf(await makeNote(desk.ines, { caseId, text: 'Writable again', anchor: null })).label).toBe('N1');
  });
});

describe('setDisposition', () => {
  it('answers an item and leaves its words alone', async () => {
    const item = valueOf(await addItem(desk.ines, { caseId, text: 'All login records', anchor: quote('logged in') }));
    expect(valueOf(await setDisposition(desk.ines, { itemId: item.id, disposition: 'objected', reason: 'Overbroad' }))).toEqual({
      ...item,
      disposition: 'objected',
      reason: 'Overbroad',
    });
    expect(await desk.stores.items.list(caseId)).toMatchObject([
      { text: 'All login records', disposition: 'objected', reason: 'Overbroad' },
    ]);
  });
});
