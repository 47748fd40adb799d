import type { Anchor } from '../../core/evidence/anchor.ts';
import { pagesPath } from '../../core/packets/bag-names.ts';
import type { CheckLog } from '../../core/packets/packet-checks.ts';
import type { PacketContent } from '../../core/packets/packet-content.ts';
import { pageRecordSchema } from '../../core/packets/records.ts';
import type { BagReader } from './bag-reader.ts';
import { recordLines } from './check-records.ts';

/** Checks that every anchor's document is in the packet and that its quote stands on the page it names; white space may differ. */
export const checkAnchors = async (bag: BagReader, content: PacketContent, log: CheckLog): Promise<void> => {
  const anchors = namedAnchors(content);
  const documents = new Map(content.case.documents.map((document) => [document.sha256 as string, document]));
  const byDocument = Map.groupBy(anchors, ({ anchor }) => anchor.documentSha256 as string);
  for (const [sha256, named] of byDocument) {
    if (!documents.has(sha256))
      for (const { where } of named) log.problem('anchors', `${where} points into a document that is not in the packet.`, [fileOf(where)]);
  }
  for (const document of content.case.documents) {
    await checkPages(bag, document, byDocument.get(document.sha256) ?? [], log);
  }
  log.seen('anchors', `${anchors.length} quotes found in their documents.`);
};

interface NamedAnchor {
  readonly where: string;
  readonly anchor: Anchor;
}

const checkPages = async (
  bag: BagReader,
  document: PacketContent['case']['documents'][number],
  named: readonly NamedAnchor[],
  log: CheckLog,
): Promise<void> => {
  const path = pagesPath(document.role, document.label);
  const wanted = new Set(named.map(({ anchor }) => anchor.pageNo));
  const texts = new Map<number, string>();
  let pages = 0;
  let inOrder = true;
  // Page by page: a document of many thousand pages is not held in memory.
  for await (const page of recordLines(bag, path, pageRecordSchema, log)) {
    pages += 1;
    inOrder &&= page.pageNo === pages;
    if (wanted.has(page.pageNo)) texts.set(page.pageNo, withoutSpace(page.text));
  }
  if (pages !== document.pageCount || !inOrder) {
    log.problem('counts', `${path} holds ${pages} pages, not pages 1 to ${document.pageCount}.`, [path]);
  }
  for (const { where, anchor } of named) {
    if (texts.get(anchor.pageNo)?.includes(withoutSpace(anchor.quote)) !== true) {
      log.problem('anchors', `${where} quotes words that don't stand on page ${anchor.pageNo} of ${document.label}.`, [
        fileOf(where),
        path,
      ]);
    }
  }
};

const namedAnchors = (content: PacketContent): NamedAnchor[] => {
  const many = (where: string, anchors: readonly Anchor[]): NamedAnchor[] => anchors.map((anchor) => ({ where, anchor }));
  const one = (where: string, anchor: Anchor | null): NamedAnchor[] => (anchor ? [{ where, anchor }] : []);
  return [
    ...content.facts.flatMap((fact) => one(`facts.jsonl ${fact.label}`, fact.anchor)),
    ...content.timeline.flatMap((entry) => many(`timeline.jsonl ${entry.label}`, entry.anchors)),
    ...content.decisions.flatMap((decision) => many(`decisions.jsonl ${decision.label}`, decision.anchors)),
    ...content.case.summary.flatMap((sentence, index) => many(`case.json summary sentence ${index + 1}`, sentence.anchors)),
    ...content.case.requestedItems.flatMap((item) => one(`case.json item ${item.position}`, item.anchor)),
    ...content.case.exhibits.flatMap((exhibit) => one(`case.json ${exhibit.label}`, exhibit.anchor)),
    ...content.responseSentences.flatMap((sentence) => many(`sentences.jsonl ${sentence.id}`, sentence.anchors)),
  ];
};

const fileOf = (where: string): string => {
  const name = where.slice(0, where.indexOf(' '));
  return name === 'sentences.jsonl' ? `data/response/R0001/${name}` : `data/records/${name}`;
};

const withoutSpace = (text: string): string => text.replaceAll(/\s+/gu, '');
