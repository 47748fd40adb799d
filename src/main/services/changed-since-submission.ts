import type { CaseId, SubmissionId } from '../../core/ids.ts';
import { RECORD_PATHS, buildPayloadRecords } from '../../core/packets/packet-content.ts';
import type { OpenDesk } from './context.ts';

/** The records of a case that no longer say what a submission froze, in words. Who holds the case and when it is due may change meanwhile. */
export const changedSinceSubmission = async (
  desk: OpenDesk,
  { caseId, submissionId }: { readonly caseId: CaseId; readonly submissionId: SubmissionId },
): Promise<string[]> => {
  const content = await desk.transaction((stores) => stores.caseContent.read(caseId));
  const now = new Map(
    buildPayloadRecords({ ...content, responseSentences: [] }).map((file) => [file.path, new TextDecoder().decode(file.bytes)]),
  );
  const changed: string[] = [];
  for (const [path, name] of COMPARED) {
    const frozen = await desk.stores.submissions.file(submissionId, path);
    const before = frozen ? new TextDecoder().decode(await desk.blobs.read(frozen)) : '';
    if (comparable(path, before) !== comparable(path, now.get(path) ?? '')) changed.push(name);
  }
  return changed;
};

const COMPARED: readonly (readonly [string, string])[] = [
  [RECORD_PATHS.case, 'the case, its items or its exhibits'],
  [RECORD_PATHS.items, 'the documents'],
  [RECORD_PATHS.facts, 'the facts'],
  [RECORD_PATHS.timeline, 'the timeline'],
  [RECORD_PATHS.decisions, 'the decisions'],
];

const comparable = (path: string, text: string): string => {
  if (path !== RECORD_PATHS.case || text === '') return text;
  const { holder: _holder, severity: _severity, dueOn: _dueOn, dueZone: _dueZone, ...rest } = JSON.parse(text) as Record<string, unknown>;
  return JSON.stringify(rest);
};
