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
  readonly session: Pick<DeskSession, 'addPeopleBeside' | 'contextFor' | 'people'>;
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
export type SampleCast = Readonly<Record<'intake' | 'investigator' | 'supervisor', CallContext>>;

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

  const dates = sampleDates(desk.now());
  const samples = sampleCases(dates);
  const waiting = sampleIntake(dates);
  // Keys are derived in threads of their own; the papers are drawn meanwhile.
  const [people, drawn] = await Promise.all([
    addPeople(passphrase, parts),
    drawAll([...samples.flatMap(({ documents: papers }) => papers), ...waiting], parts),
  ]);
  try {
    const cast: SampleCast = people.cast;
    const cases: OpenedSample['cases'] = [];
    // All arrive before the first is worked, so that they are read side by side.
    const arrived: DocumentId[][] = [];
    for (const { documents: papers } of samples) arrived.push(await receive(cast.intake, papers, drawn, parts));
    await receive(cast.intake, waiting, drawn, parts);
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
    people.release();
  }
};

/** Adds the synthetic people, ready to act. Someone of the desk who has the same name keeps it; the synthetic one is told apart. */
const addPeople = async (passphrase: string, { session }: SampleParts): Promise<{ cast: SampleCast; release: () => void }> => {
  const taken = new Set((await session.people()).map(({ name }) => name.toLocaleLowerCase('en')));
  const added = await session.addPeopleBeside(
    SAMPLE_PEOPLE.map(({ name, roles }) => ({
      name: taken.has(name.toLocaleLowerCase('en')) ? `${name} (sample)` : name,
      roles,
      passphrase,
    })),
  );
  if (!added.ok) throw new Error(added.failure.message);
  const contextOf = (part: SamplePart): CallContext => {
    const person = added.value[SAMPLE_PEOPLE.findIndex((one) => one.part === part)];
    if (!person) throw new Error(`Nobody plays the ${part} at the sample desk.`);
    return person.context;
  };
  return {
    cast: { intake: contextOf('intake'), investigator: contextOf('investigator'), supervisor: contextOf('supervisor') },
    release: () => {
      for (const person of added.value) person.release();
    },
  };
};

/** The bytes of each document. */
const drawAll = async (
  documents: readonly SampleDocument[],
  { drawPaper }: SampleParts,
): Promise<ReadonlyMap<SampleDocument, Uint8Array>> => {
  const drawn = new Map<SampleDocument, Uint8Array>();
  for (const document of documents) {
    const { content } = document;
    drawn.set(document, content.kind === 'paper' ? await drawPaper(content.paper) : new TextEncoder().encode(content.text));
  }
  return drawn;
};

/** Imports documents; reading them goes on in the background. */
const receive = async (
  context: CallContext,
  documents: readonly SampleDocument[],
  drawn: ReadonlyMap<SampleDocument, Uint8Array>,
  { runner }: SampleParts,
): Promise<DocumentId[]> => {
  const ids: DocumentId[] = [];
  for (const document of documents) {
    const { name } = document;
    const outcome = await importStream(context, { name, stream: once(drawn.get(document) ?? new Uint8Array(0)) });
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
