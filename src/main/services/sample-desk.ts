import { sampleCases, sampleIntake } from '../../core/sample/sample-cases.ts';
import type { SampleDocument } from '../../core/sample/sample-case.ts';
import type { Paper } from '../../core/sample/paper.ts';
import { sampleDates } from '../../core/sample/sample-dates.ts';
import { SAMPLE_PEOPLE, type SamplePart } from '../../core/sample/sample-people.ts';
import type { CaseKind, CaseStatus } from '../../core/cases/case.ts';
import type { CaseId, DocumentId, UserId } from '../../core/ids.ts';
import type { Role } from '../../core/policy/permissions.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import type { JobRunner } from '../jobs/job-runner.ts';
import type { CallContext, OpenDesk } from './context.ts';
import type { DeskSession } from './desk-session.ts';
import type { Failure } from './failure.ts';
import { importStream } from './import-stream.ts';
import { recordAudit } from './record-audit.ts';
import type { ResponseTools } from './response-tools.ts';
import { workSampleCase } from './work-sample-case.ts';

/** What the sample desk needs of its surroundings. */
export interface SampleParts {
  readonly session: Pick<DeskSession, 'addUser' | 'contextFor' | 'people'>;
  readonly tools: ResponseTools;
  readonly runner: Pick<JobRunner, 'wake' | 'settled'>;
  /** Draws a synthetic paper as PDF. */
  readonly drawPaper: (paper: Paper) => Promise<Uint8Array>;
}

/** The people and cases of the sample desk. */
export interface OpenedSample {
  readonly users: {
    readonly id: UserId;
    readonly name: string;
    readonly roles: readonly Role[];
    readonly certificateFingerprint?: string | undefined;
  }[];
  readonly cases: {
    readonly id: CaseId;
    readonly number: string;
    readonly kind: CaseKind;
    readonly status: CaseStatus;
    readonly title: string;
  }[];
}

/** The people who act while the sample is made; the exporter and the auditor come to it afterwards. */
const ACTING = ['intake', 'investigator', 'supervisor'] as const satisfies readonly SamplePart[];
export type SampleCast = Readonly<Record<(typeof ACTING)[number], CallContext>>;

/**
 * Fills an empty desk with synthetic people, papers and cases, everything done through the same steps a person takes, each by the right
 * person with that person's own key. Everyone signs in with `passphrase`, which has to be that of the person who asks.
 */
export const openSampleDesk = async (
  context: CallContext,
  passphrase: string,
  parts: SampleParts,
): Promise<Result<OpenedSample, Failure<'not-empty' | 'wrong-passphrase'>>> => {
  const { desk, actor } = context;
  const { documents } = await desk.stores.documents.counts();
  if (documents > 0 || (await desk.stores.caseList.byStatus()).length > 0) {
    return fail({
      kind: 'not-empty',
      message: 'This desk already holds documents or cases, so the sample was not added. Make a new desk in another folder for the sample.',
    });
  }
  const own = await parts.session.contextFor(actor.userId, passphrase);
  if (!own.ok) return fail({ kind: 'wrong-passphrase', message: own.failure.message });
  own.value.release();

  const people = await addPeople(passphrase, parts);
  const joined = await Promise.all(ACTING.map(async (part) => [part, await join(people[part], passphrase, parts)] as const));
  try {
    const cast = Object.fromEntries(joined.map(([part, person]) => [part, person.context])) as unknown as SampleCast;
    const dates = sampleDates(desk.now());
    const cases: OpenedSample['cases'] = [];
    const samples = sampleCases(dates);
    // All arrive before the first is worked, so that they are read side by side.
    const arrived: DocumentId[][] = [];
    for (const { documents: papers } of samples) arrived.push(await receive(cast.intake, papers, parts));
    await receive(cast.intake, sampleIntake(dates), parts);
    for (const [index, sample] of samples.entries()) {
      const documentIds = arrived[index] ?? [];
      await untilRead(desk, documentIds, parts);
      const worked = await workSampleCase(cast, sample, documentIds, parts.tools);
      cases.push({ id: worked.id, number: worked.number, kind: worked.kind, status: worked.status, title: worked.title });
    }
    await recordAudit(desk, desk.stores, {
      actor,
      action: 'desk.sample-opened',
      subjectKind: 'desk',
      subjectId: desk.deskId,
      summary: `${actor.name} opened the sample desk: ${cases.length} synthetic cases and ${SAMPLE_PEOPLE.length} synthetic people.`,
    });
    desk.emit({ topics: ['desk', 'cases', 'documents', 'reviews', 'session'] });
    return ok({ users: [...(await parts.session.people())], cases });
  } finally {
    for (const [, person] of joined) person.release();
  }
};

/** Adds the synthetic people. Someone of the desk who has the same name keeps it; the synthetic one is told apart. */
const addPeople = async (passphrase: string, { session }: SampleParts): Promise<Readonly<Record<SamplePart, UserId>>> => {
  const ids: Partial<Record<SamplePart, UserId>> = {};
  for (const { part, name, roles } of SAMPLE_PEOPLE) {
    const added = await session.addUser({ name, roles, passphrase });
    const settled = added.ok ? added : await session.addUser({ name: `${name} (sample)`, roles, passphrase });
    if (!settled.ok) throw new Error(settled.failure.message);
    ids[part] = settled.value.id;
  }
  return ids as Readonly<Record<SamplePart, UserId>>;
};

const join = async (userId: UserId, passphrase: string, { session }: SampleParts) => {
  const person = await session.contextFor(userId, passphrase);
  if (!person.ok) throw new Error(person.failure.message);
  return person.value;
};

/** Imports documents; reading them goes on in the background. */
const receive = async (
  context: CallContext,
  documents: readonly SampleDocument[],
  { drawPaper, runner }: SampleParts,
): Promise<DocumentId[]> => {
  const ids: DocumentId[] = [];
  for (const { name, content } of documents) {
    const bytes = content.kind === 'paper' ? await drawPaper(content.paper) : new TextEncoder().encode(content.text);
    const outcome = await importStream(context, { name, stream: once(bytes) });
    if (outcome.documentId === undefined)
      throw new Error(`The sample document “${name}” could not be imported: ${outcome.reason ?? outcome.status}`);
    runner.wake();
    ids.push(outcome.documentId);
  }
  return ids;
};

const untilRead = async ({ stores }: OpenDesk, documentIds: readonly DocumentId[], { runner }: SampleParts): Promise<void> => {
  for (const id of documentIds) {
    const job = await stores.jobs.bySubject('read-document', id);
    if (job) await runner.settled(job.id);
  }
};

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
