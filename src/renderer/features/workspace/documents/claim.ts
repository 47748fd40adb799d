import type { Anchor } from '../../../../core/evidence/anchor.ts';
import type { Exhibit, Fact, Note, TimelineEntry } from '../../../../contract/evidence.ts';
import type { SearchHit } from '../../../../contract/documents.ts';
import type { PageMark, Spot } from '../../../ui/pdf/page-mark.ts';
import { factName, factText } from '../fact-words.ts';

/** Something in the window that points at a place in a document: the two ends of a thread. */
export interface Claim {
  readonly id: string;
  readonly documentId: string;
  readonly anchor: Anchor;
}

/** The place of an anchor to jump to. */
export const spotOf = (anchor: Anchor, token: number): Spot => ({
  pageNo: anchor.pageNo,
  boxes: anchor.boxes,
  start: anchor.start,
  end: anchor.end,
  token,
});

/** Ids of claims, which are those of the marks too. */
export const claimId = {
  fact: (id: string): string => `fact:${id}`,
  note: (id: string): string => `note:${id}`,
  timeline: (id: string, at: number): string => `timeline:${id}:${at}`,
  exhibit: (id: string): string => `exhibit:${id}`,
  hit: (at: number): string => `hit:${at}`,
  sentence: (at: number, source: number): string => `sentence:${at}:${source}`,
};

/** What of a case stands in a document. */
export interface MarkSources {
  readonly facts: readonly Fact[];
  readonly notes: readonly Note[];
  readonly entries: readonly TimelineEntry[];
  readonly exhibits: readonly Exhibit[];
  readonly hits: readonly SearchHit[];
}

/** The marks of one document. Rejected facts leave no mark. */
export const marksOf = (documentId: string, { facts, notes, entries, exhibits, hits }: MarkSources): PageMark[] => [
  ...facts
    .filter((fact) => fact.documentId === documentId && fact.state !== 'rejected')
    .map((fact) =>
      mark(
        claimId.fact(fact.id),
        'fact',
        fact.state === 'confirmed' ? 'confirmed' : 'suggested',
        fact.anchor,
        fact.label,
        `${factName(fact)}: ${factText(fact.value)}`,
      ),
    ),
  ...notes.flatMap((note) =>
    note.anchor && note.documentId === documentId
      ? [mark(claimId.note(note.id), 'note', 'confirmed', note.anchor, note.label, note.text)]
      : [],
  ),
  ...entries.flatMap((entry) =>
    entry.anchors.flatMap((source, at) =>
      source.documentId === documentId
        ? [mark(claimId.timeline(entry.id, at), 'timeline', 'confirmed', source.anchor, entry.label, entry.title)]
        : [],
    ),
  ),
  ...exhibits.flatMap((exhibit) =>
    exhibit.anchor && exhibit.documentId === documentId
      ? [mark(claimId.exhibit(exhibit.id), 'exhibit', 'confirmed', exhibit.anchor, exhibit.label, exhibit.title)]
      : [],
  ),
  ...hits.flatMap((hit, at) =>
    hit.documentId === documentId ? [mark(claimId.hit(at), 'hit', 'confirmed', hit.anchor, '', hit.anchor.quote)] : [],
  ),
];

const mark = (id: string, kind: PageMark['kind'], state: PageMark['state'], anchor: Anchor, label: string, title: string): PageMark => ({
  id,
  kind,
  state,
  pageNo: anchor.pageNo,
  boxes: anchor.boxes,
  start: anchor.start,
  end: anchor.end,
  label,
  title,
});

/** The side panel's parts. */
export type Panel = 'facts' | 'notes' | 'hits';

/** The part of the side panel that shows a claim; a timeline entry has none there, so the part shown stays. */
export const panelOf = (id: string, now: Panel): Panel =>
  id.startsWith('note') || id.startsWith('exhibit') ? 'notes' : id.startsWith('fact') ? 'facts' : now;

/** The claim of a case behind a mark's id, with its place; undefined for a hit, or once it is gone. */
export const claimOf = (id: string, { facts, notes, entries, exhibits }: Omit<MarkSources, 'hits'>): Claim | undefined => {
  const fact = facts.find((one) => claimId.fact(one.id) === id);
  if (fact) return { id, documentId: fact.documentId, anchor: fact.anchor };
  const note = notes.find((one) => claimId.note(one.id) === id);
  if (note?.anchor && note.documentId) return { id, documentId: note.documentId, anchor: note.anchor };
  const exhibit = exhibits.find((one) => claimId.exhibit(one.id) === id);
  if (exhibit?.anchor) return { id, documentId: exhibit.documentId, anchor: exhibit.anchor };
  const source = entries
    .flatMap((entry) => entry.anchors.map((placed, at) => ({ id: claimId.timeline(entry.id, at), ...placed })))
    .find((one) => one.id === id);
  return source ? { id, documentId: source.documentId, anchor: source.anchor } : undefined;
};
