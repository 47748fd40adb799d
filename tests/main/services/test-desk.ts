import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CASE_STATUSES } from '../../../src/core/cases/case.ts';
import type { Anchor } from '../../../src/core/evidence/anchor.ts';
import { documentIdSchema, sha256Schema, userIdSchema, type DocumentId } from '../../../src/core/ids.ts';
import type { Role } from '../../../src/core/policy/permissions.ts';
import { boxesForRange, type PageText } from '../../../src/core/text/page-text.ts';
import type { StoredAnalysis } from '../../../src/core/requests/stored-analysis.ts';
import type { DeskEvent } from '../../../src/contract/events.ts';
import type { CallContext, OpenDesk } from '../../../src/main/services/context.ts';
import { openCase, type Opening } from '../../../src/main/services/open-case.ts';
import { createStores } from '../../../src/main/store/stores.ts';
import { openBlobStore } from '../../../src/main/vault/blob-store.ts';
import { openTemporaryDatabase } from '../store/temporary-database.ts';

/** A page in a typewriter's geometry: 7 pt a character, 12 pt a line. */
export const typedPage = (text: string, pageNo = 1): PageText => {
  const charBoxes = new Float32Array(text.length * 4);
  let column = 0;
  let line = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '\n') {
      column = 0;
      line += 1;
      continue;
    }
    if (text[at] !== ' ') charBoxes.set([72 + column * 7, 700 - line * 12, 78 + column * 7, 710 - line * 12], at * 4);
    column += 1;
  }
  return { pageNo, widthPt: 612, heightPt: 792, rotation: 0, source: 'pdf', text, charBoxes };
};

/** An unlocked desk on a real encrypted database and blob store, with a clock that a test sets and people of every role. */
export const openTestDesk = async () => {
  const { db, dir, dispose } = await openTemporaryDatabase();
  const clock = { nowMs: Date.UTC(2026, 5, 2, 12) };
  const events: DeskEvent[] = [];
  const stores = createStores(db);
  await stores.desk.insert({
    deskId: randomUUID(),
    vaultId: randomUUID(),
    name: 'Desk TEST',
    rootCertificatePem: '',
    createdAtMs: clock.nowMs,
  });
  const desk: OpenDesk = {
    deskId: 'desk-test',
    deskName: 'Desk TEST',
    vaultDir: dir,
    rootCertificatePem: '',
    stores,
    transaction: (work) => db.transaction().execute((trx) => work(createStores(trx))),
    blobs: await openBlobStore({ dir: join(dir, 'blobs'), wrappingKey: randomBytes(32), random: (size) => randomBytes(size) }),
    now: () => clock.nowMs,
    newId: () => randomUUID(),
    emit: (event) => events.push(event),
  };

  const person = async (name: string, roles: readonly Role[]): Promise<CallContext> => {
    const userId = userIdSchema.parse(randomUUID());
    await stores.users.insert({ id: userId, name, roles, certificatePem: '', createdAtMs: clock.nowMs });
    const signer = { userId, name, certificatePem: '', chainPem: '', privateKey: new Uint8Array(32) };
    return { desk, actor: { userId, name, roles }, signer };
  };
  const ines = await person('Ines Example', ['investigator']);
  const tomas = await person('Tomas Sample', ['supervisor']);

  /** A document that arrived and was read, with the text of its pages. */
  const document = async (
    name: string,
    pageTexts: readonly string[],
    analysis?: (sha256: string) => Partial<StoredAnalysis>,
  ): Promise<{ id: DocumentId; sha256: string }> => {
    const sha256 = sha256Schema.parse(
      createHash('sha256')
        .update(`${name}\n${pageTexts.join('\f')}`)
        .digest('hex'),
    );
    const id = documentIdSchema.parse(randomUUID());
    await stores.documents.insert({
      id,
      sha256,
      name,
      mediaType: 'application/pdf',
      sizeBytes: 1_000,
      state: 'read',
      reason: null,
      importedBy: ines.actor.userId,
      importedAtMs: clock.nowMs,
    });
    await stores.pages.insert(
      id,
      pageTexts.map((text, index) => typedPage(text, index + 1)),
    );
    if (analysis) {
      const full: StoredAnalysis = {
        type: 'unknown',
        typeConfidence: 0,
        typeReasons: [],
        facts: [],
        summary: [],
        title: name,
        ...analysis(sha256),
      };
      await stores.readings.put(id, { packVersion: 'test', analysisJson: JSON.stringify(full), readAtMs: clock.nowMs });
    }
    return { id, sha256 };
  };

  const open = async (opening: Partial<Opening> & Pick<Opening, 'documentIds'>, context = ines) =>
    openCase(context, {
      kind: 'legal-request',
      requestType: 'search-warrant',
      title: 'Search warrant, SPECIMEN County',
      severity: 'high',
      dueOn: '2026-06-05',
      dueZone: 'America/Los_Angeles',
      facts: [],
      ...opening,
    });

  /** Walks a case to a status by the store, for tests of what a status allows. */
  const setStatus = (caseId: Parameters<typeof stores.cases.setStatus>[0], status: (typeof CASE_STATUSES)[number]) =>
    stores.cases.setStatus(caseId, status, clock.nowMs);

  return { desk, db, stores, clock, events, ines, tomas, person, document, open, setStatus, dispose };
};

export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>;

/** The anchor of `quote` on a typed page, as an honest window would send it. */
export const anchorOf = (sha256: string, text: string, quote: string, pageNo = 1): Anchor => {
  const start = text.indexOf(quote);
  if (start < 0) throw new Error(`“${quote}” does not stand there.`);
  const end = start + quote.length;
  return {
    documentSha256: sha256Schema.parse(sha256),
    pageNo,
    boxes: boxesForRange(typedPage(text, pageNo), start, end),
    quote,
    start,
    end,
  };
};

/** The value of a success; fails the test on a failure. */
export const valueOf = <T>(result: { ok: true; value: T } | { ok: false; failure: { kind: string; message: string } }): T => {
  if (!result.ok) throw new Error(`${result.failure.kind}: ${result.failure.message}`);
  return result.value;
};

/** The kind of a failure; `undefined` for a success. */
export const failureOf = (result: { ok: true } | { ok: false; failure: { kind: string } }): string | undefined =>
  result.ok ? undefined : result.failure.kind;
