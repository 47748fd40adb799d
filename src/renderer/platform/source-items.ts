import { useCallback, useMemo, useRef } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { DocumentRow } from '../../contract/documents.ts';
import type { Fact } from '../../contract/evidence.ts';
import { factValueText, type FactValue } from '../../core/facts/fact.ts';
import type { Anchor } from '../../core/evidence/anchor.ts';
import type { SentenceSource } from '../../core/responses/sentence-sources.ts';
import type { CaseId } from '../../core/ids.ts';
import type { SourceItem } from '../ui/letter/source-card.tsx';
import { client } from './client.ts';
import { dayText, useZone, whenText } from './dates.ts';
import { documentUrl } from './transfer.ts';
import { useCall } from './use-call.ts';
import { FACT_FIELD_NAMES } from './words.ts';

/** Turns sources of sentences into what a source card shows, and tells in which document of the case an anchor stands. */
export interface SourceItems {
  readonly itemOf: (source: SentenceSource<Fact>) => SourceItem;
  readonly documentOf: (anchor: Anchor) => DocumentRow | undefined;
  /** `D1 p. 3`. */
  readonly placeOf: (anchor: Anchor) => string;
}

/** Source cards of a case: names, places, who confirmed what when, and where the original is read. */
export const useSourceItems = (caseId: CaseId): SourceItems => {
  const zone = useZone();
  const queries = useQueryClient();
  const list = useCall('documents.list', { scope: { caseId }, limit: 500 });
  const byHash = useMemo(() => new Map((list.data?.rows ?? []).map((row) => [row.sha256, row])), [list.data]);
  const documentOf = useCallback((anchor: Anchor) => byHash.get(anchor.documentSha256), [byHash]);
  const placeOf = useCallback(
    (anchor: Anchor) => {
      const row = documentOf(anchor);
      return `${row?.cases.find((filed) => filed.caseId === caseId)?.label ?? 'Document'} p. ${anchor.pageNo}`;
    },
    [documentOf, caseId],
  );
  const loaders = useRef(new Map<string, () => Promise<string>>());
  const loaderOf = useCallback(
    (row: DocumentRow | undefined, pageNo: number): (() => Promise<string>) => {
      const key = `${row?.id ?? ''}/${pageNo}`;
      const known = loaders.current.get(key);
      if (known) return known;
      const load = (): Promise<string> =>
        row
          ? queries.fetchQuery({
              queryKey: ['documents.pageText', { documentId: row.id, pageNo }],
              queryFn: async () => {
                const result = await client.call('documents.pageText', { documentId: row.id, pageNo });
                if (!result.ok) throw new Error(result.failure.message);
                return result.value.text;
              },
              staleTime: Number.POSITIVE_INFINITY,
            })
          : Promise.reject(new Error('The document is not in this case.'));
      loaders.current.set(key, load);
      return load;
    },
    [queries],
  );
  const itemOf = useCallback(
    ({ anchor, fact }: SentenceSource<Fact>): SourceItem => {
      const row = documentOf(anchor);
      return {
        id: `${anchor.documentSha256}/${anchor.pageNo}/${anchor.start}/${anchor.end}`,
        place: placeOf(anchor),
        title: fact ? `${FACT_FIELD_NAMES[fact.field]}: ${factWords(fact.value)}` : (row?.name ?? 'A document of this case'),
        detail: fact ? row?.name : undefined,
        state: fact ? fact.state : 'quoted',
        by: fact ? byOf(fact, zone) : 'Cited as it stands',
        sha256: anchor.documentSha256,
        pageNo: anchor.pageNo,
        boxes: anchor.boxes,
        start: anchor.start,
        end: anchor.end,
        quote: anchor.quote,
        pdfUrl: row?.mediaType === 'application/pdf' && anchor.boxes.length > 0 ? documentUrl(row.id) : null,
        loadText: loaderOf(row, anchor.pageNo),
      };
    },
    [documentOf, placeOf, zone, loaderOf],
  );
  return { itemOf, documentOf, placeOf };
};

/** A fact's value as people read it; calendar dates with their weekday. */
export const factWords = (value: FactValue): string => {
  const text = factValueText(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayText(text) : text;
};

const byOf = (fact: Fact, zone: string): string => {
  const name = fact.decidedByName ?? fact.madeByName;
  const atMs = fact.decidedAtMs ?? fact.madeAtMs;
  if (fact.state === 'suggested') return fact.origin === 'machine' ? 'Read by the desk, not confirmed' : 'Not confirmed';
  return name ? `${name}, ${whenText(atMs, zone)}` : whenText(atMs, zone);
};
