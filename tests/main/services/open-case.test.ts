import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openCase } from '../../../src/main/services/open-case.ts';
import { suggestOpening } from '../../../src/main/services/suggest-opening.ts';
import { getCase } from '../../../src/main/services/case-view.ts';
import { listFacts } from '../../../src/main/services/facts-of-case.ts';
import { anchorOf, failureOf, openTestDesk, type TestDesk, valueOf } from './test-desk.ts';

const TEXT =
  'SEARCH WARRANT No. 2026-SW-0187\nServed May 27, 2026.\nProduce within 5 business days:\n1. All subscriber records.\n2. All login records.';

let desk: TestDesk;
beforeEach(async () => {
  desk = await openTestDesk();
});
afterEach(() => desk.dispose());

const warrant = () =>
  desk.document('warrant.pdf', [TEXT], (sha256) => ({
    type: 'search-warrant',
    typeConfidence: 0.9,
    title: 'Search warrant, SPECIMEN County',
    facts: [
      { field: 'reference-number', value: '2026-SW-0187', confidence: 0.95, anchor: anchorOf(sha256, TEXT, '2026-SW-0187') },
      { field: 'served-on', value: '2026-05-27', confidence: 0.9, anchor: anchorOf(sha256, TEXT, 'May 27, 2026') },
      {
        field: 'due',
        value: { rule: { amount: 5, unit: 'business-days', from: 'service' }, text: 'within 5 business days' },
        confidence: 0.9,
        anchor: anchorOf(sha256, TEXT, 'within 5 business days'),
      },
      {
        field: 'requested-item',
        value: 'All subscriber records.',
        confidence: 0.9,
        anchor: anchorOf(sha256, TEXT, 'All subscriber records.'),
      },
    ],
    summary: [
      { text: 'A warrant asks for the records of one account.', anchors: [anchorOf(sha256, TEXT, 'SEARCH WARRANT')] },
      { text: 'A sentence whose source is somewhere else.', anchors: [{ ...anchorOf(sha256, TEXT, 'SEARCH WARRANT'), start: 3, end: 17 }] },
    ],
  }));

describe('suggestOpening', () => {
  it('proposes type, severity and deadline from the reading', async () => {
    const { id } = await warrant();
    const suggestion = valueOf(await suggestOpening(desk.ines, id));
    expect(suggestion).toMatchObject({
      readingComplete: true,
      kind: 'legal-request',
      requestType: 'search-warrant',
      dueOn: '2026-06-03',
      severity: 'critical',
    });
    expect(suggestion.facts).toHaveLength(4);
  });

  it('says that a document without a reading is not read yet', async () => {
    const { id } = await desk.document('letter.v2.pdf', ['Dear all']);
    expect(valueOf(await suggestOpening(desk.ines, id))).toMatchObject({
      readingComplete: false,
      requestType: 'unknown',
      title: 'letter.v2',
      facts: [],
    });
  });
});

describe('openCase', () => {
  it('keeps facts, items and the summary whose sources stand, and gives the case to its opener', async () => {
    const { id, sha256 } = await warrant();
    const { facts } = valueOf(await suggestOpening(desk.ines, id));
    const stated = facts.map((fact, index) => ({
      ...fact,
      state: index === 0 ? ('confirmed' as const) : ('suggested' as const),
      origin: 'machine' as const,
    }));
    const { caseId, number } = valueOf(await desk.open({ documentIds: [id], facts: stated }));
    expect(number).toBe('LE-2026-0001');
    const view = valueOf(await getCase(desk.ines, caseId));
    expect(view).toMatchObject({
      status: 'investigating',
      holder: { name: 'Ines Example' },
      revision: 1,
      dueAtMs: Date.UTC(2026, 5, 6, 6, 59, 59),
    });
    expect(view.items).toMatchObject([
      { position: 1, text: 'All subscriber records.', disposition: 'open', anchor: { documentSha256: sha256 } },
    ]);
    expect(view.counts).toMatchObject({ documents: 1, factsToConfirm: 3, factsConfirmed: 1 });
    const listed = valueOf(await listFacts(desk.ines, caseId));
    expect(listed.facts.map((fact) => [fact.label, fact.documentLabel, fact.origin])).toEqual(
      [1, 2, 3, 4].map((no) => [`F${no}`, 'D1', 'machine']),
    );
    expect(listed.facts[0]).toMatchObject({ decidedByName: 'Ines Example' });
    expect(listed.summary.map((sentence) => sentence.text)).toEqual(['A warrant asks for the records of one account.']);
  });

  it('counts as the machine’s only what the machine read', async () => {
    const { id, sha256 } = await warrant();
    const fact = {
      field: 'reference-number',
      value: '2026-SW-0188',
      confidence: 1,
      anchor: anchorOf(sha256, TEXT, '2026-SW-0187'),
      state: 'confirmed',
      origin: 'machine',
    } as const;
    const { caseId } = valueOf(await desk.open({ documentIds: [id], facts: [fact] }));
    expect(valueOf(await listFacts(desk.ines, caseId)).facts[0]).toMatchObject({ origin: 'person', madeByName: 'Ines Example' });
  });

  it('writes custody for each document, and one audit record', async () => {
    const request = await warrant();
    const export_ = await desk.document('orders.csv', ['id,amount']);
    const { caseId, number } = valueOf(await desk.open({ documentIds: [request.id, export_.id] }));
    const custody = await desk.stores.custody.list(caseId);
    expect(custody.map((event) => [event.action, event.documentName, event.reason])).toEqual([
      ['added-to-case', 'warrant.pdf', `Filed as D1 of ${number}`],
      ['added-to-case', 'orders.csv', `Filed as D2 of ${number}`],
    ]);
    const { records } = await desk.stores.audit.list({ caseId, limit: 10 });
    expect(records.map((link) => link.record.action)).toEqual(['case.opened']);
    expect((await desk.stores.audit.check()).intact).toBe(true);
  });

  it('refuses a second case on the same request, and names the first', async () => {
    const { id } = await warrant();
    const { number } = valueOf(await desk.open({ documentIds: [id] }));
    const again = await desk.open({ documentIds: [id] });
    expect(failureOf(again)).toBe('document-in-case');
    expect(again.ok ? '' : again.failure.message).toContain(number);
  });

  it('refuses a quote that does not stand there, and opens nothing', async () => {
    const { id, sha256 } = await warrant();
    const anchor = { ...anchorOf(sha256, TEXT, '2026-SW-0187'), quote: '2026-SW-9999' };
    const refused = await desk.open({
      documentIds: [id],
      facts: [{ field: 'reference-number', value: 'x', confidence: 1, anchor, state: 'confirmed', origin: 'person' }],
    });
    expect(failureOf(refused)).toBe('bad-anchor');
    expect(await desk.stores.caseList.byStatus()).toEqual([]);
    expect((await desk.stores.audit.head()).seq).toBe(0);
  });

  it('never repeats a number and leaves no gap, though openings fail in between and run at once', async () => {
    const ids = [];
    for (let index = 0; index < 12; index += 1) ids.push((await desk.document(`paper ${index}.pdf`, [`Paper ${index}`])).id);
    const broken = {
      ...desk.ines,
      desk: {
        ...desk.ines.desk,
        transaction: (work: Parameters<typeof desk.desk.transaction>[0]) =>
          desk.desk.transaction(async (stores) => {
            await work(stores);
            throw new Error('power cut');
          }),
      },
    } as typeof desk.ines;
    const outcomes = await Promise.allSettled(
      ids.map((id, index) =>
        openCase(index % 3 === 2 ? broken : desk.ines, {
          documentIds: [id],
          kind: 'legal-request',
          requestType: 'unknown',
          title: `Case ${index}`,
          severity: 'low',
          dueOn: null,
          dueZone: 'UTC',
          facts: [],
        }),
      ),
    );
    const numbers = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [valueOf(outcome.value).number] : []));
    expect(numbers).toHaveLength(8);
    expect([...numbers].sort()).toEqual(Array.from({ length: 8 }, (_, index) => `LE-2026-${String(index + 1).padStart(4, '0')}`));
  });

  it('numbers each kind and each year by itself', async () => {
    const [first, second, third] = [
      await desk.document('a.pdf', ['a']),
      await desk.document('b.pdf', ['b']),
      await desk.document('c.pdf', ['c']),
    ];
    expect(valueOf(await desk.open({ documentIds: [first.id] })).number).toBe('LE-2026-0001');
    expect(valueOf(await desk.open({ documentIds: [second.id], kind: 'rights-claim' })).number).toBe('RC-2026-0001');
    desk.clock.nowMs = Date.UTC(2027, 0, 1, 7);
    // Seven in the morning UTC is still the old year in California.
    expect(valueOf(await desk.open({ documentIds: [third.id] })).number).toBe('LE-2026-0002');
  });
});
