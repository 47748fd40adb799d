import type { Anchor } from '../../core/evidence/anchor.ts';
import type { CaseTimelineEntry } from '../../core/timeline/case-timeline-entry.ts';
import type { TimelineTime } from '../../core/timeline/entry.ts';
import { timelineEntryIdSchema, type CaseId, type TimelineEntryId } from '../../core/ids.ts';
import { fail, ok, type Result } from '../../core/result.ts';
import { caseForChange, findCase, notFound } from './change-case.ts';
import { checkAnchors } from './check-anchor.ts';
import type { CallContext } from './context.ts';
import type { Failure } from './failure.ts';
import { recordAudit } from './record-audit.ts';

/** The timeline of a case in the order of time. */
export const listTimeline = async (
  { desk }: CallContext,
  caseId: CaseId,
): Promise<Result<{ entries: CaseTimelineEntry[] }, Failure<'not-found'>>> => {
  const found = await findCase(desk.stores, caseId);
  return found.ok ? ok({ entries: await desk.stores.timeline.list(caseId) }) : found;
};

/** Puts something that happened on the timeline, with the places that say so. */
export const makeTimelineEntry = async (
  context: CallContext,
  input: {
    readonly caseId: CaseId;
    readonly title: string;
    readonly who: string;
    readonly time: TimelineTime;
    readonly anchors: readonly Anchor[];
  },
): Promise<Result<CaseTimelineEntry, Failure<'not-found' | 'case-closed' | 'bad-anchor'>>> => {
  const { desk, actor } = context;
  const made = await desk.transaction(async (stores) => {
    const found = await caseForChange(stores, input.caseId);
    if (!found.ok) return found;
    const anchors = await checkAnchors(stores, input.anchors, input.caseId);
    if (!anchors.ok) return anchors;
    const id = timelineEntryIdSchema.parse(desk.newId());
    const { caseId, title, who, time } = input;
    await stores.timeline.insert({ id, caseId, title, who, time, anchors: anchors.value, madeBy: actor.userId, madeAtMs: desk.now() });
    await stores.cases.touch(caseId, desk.now());
    const entry = await stores.timeline.get(id);
    if (!entry) throw new Error('The timeline entry just written is not there.');
    await recordAudit(desk, stores, {
      actor: context.actor,
      action: 'timeline.made',
      subjectKind: 'timeline-entry',
      subjectId: id,
      caseId,
      summary: `Put ${entry.label} on the timeline: ${title}`,
      after: entry,
    });
    return ok(entry);
  });
  if (made.ok) desk.emit({ topics: ['timeline', 'cases'], caseId: input.caseId });
  return made;
};

/** Takes an entry off the timeline, or puts it back; it stays on record either way. */
export const removeTimelineEntry = async (
  context: CallContext,
  input: { readonly entryId: TimelineEntryId; readonly restore: boolean },
): Promise<Result<{ caseId: CaseId }, Failure<'not-found' | 'case-closed'>>> => {
  const { desk } = context;
  const done = await desk.transaction(async (stores): Promise<Result<{ caseId: CaseId }, Failure<'not-found' | 'case-closed'>>> => {
    const entry = await stores.timeline.get(input.entryId);
    if (!entry) return fail(notFound('timeline entry'));
    const found = await caseForChange(stores, entry.caseId);
    if (!found.ok) return found;
    if (entry.removed !== !input.restore) {
      await stores.timeline.setRemoved(entry.id, input.restore ? null : desk.now());
      await stores.cases.touch(entry.caseId, desk.now());
      await recordAudit(desk, stores, {
        actor: context.actor,
        action: input.restore ? 'timeline.restored' : 'timeline.removed',
        subjectKind: 'timeline-entry',
        subjectId: entry.id,
        caseId: entry.caseId,
        summary: `${input.restore ? 'Put back' : 'Took off'} ${entry.label}: ${entry.title}`,
        before: entry,
        after: { ...entry, removed: !input.restore },
      });
    }
    return ok({ caseId: entry.caseId });
  });
  if (done.ok) desk.emit({ topics: ['timeline', 'cases'], caseId: done.value.caseId });
  return done;
};
