import { useEffect, useState } from 'react';
import type { SearchHit } from '../../../../contract/documents.ts';
import { useCall } from '../../../platform/use-call.ts';

/** Where words are looked for: one document, or all of a case. */
type FindScope = 'document' | 'case';

/** Words being looked for, every place they stand, and the one shown now (-1 before the first jump). */
export interface Find {
  readonly query: string;
  readonly setQuery: (query: string) => void;
  readonly scope: FindScope;
  readonly setScope: (scope: FindScope) => void;
  readonly hits: readonly SearchHit[];
  readonly total: number;
  readonly more: boolean;
  readonly ms: number | null;
  readonly isBusy: boolean;
  readonly problem: string | null;
  readonly at: number;
  readonly setAt: (at: number) => void;
}

const NONE: readonly SearchHit[] = [];
const WAIT_MS = 180;

/** Looks for words in the desk's index while a person types. */
export const useFind = (documentId: string, caseId?: string): Find => {
  const [query, setQuery] = useState('');
  const [asked, setAsked] = useState('');
  const [scope, setScope] = useState<FindScope>('document');
  const [walked, setWalked] = useState<{ readonly over: string; readonly at: number }>({ over: '', at: -1 });
  useEffect(() => {
    const timer = setTimeout(() => setAsked(query.trim()), WAIT_MS);
    return () => clearTimeout(timer);
  }, [query]);
  const inCase = scope === 'case' && caseId !== undefined;
  // A jump belongs to one list of hits: other words, another scope or another document start before the first one again.
  const over = JSON.stringify([asked, inCase ? caseId : documentId]);
  const at = walked.over === over ? walked.at : -1;
  const setAt = (next: number): void => setWalked({ over, at: next });
  const found = useCall(
    'documents.search',
    { query: asked || ' ', scope: inCase ? { caseId } : { documentId }, limit: 1_000 },
    { enabled: asked !== '', keepPrevious: true },
  );
  const answer = asked === '' ? undefined : found.data;
  return {
    query,
    setQuery,
    scope,
    setScope,
    at,
    setAt,
    hits: answer ? inReadingOrder(answer.hits) : NONE,
    total: answer?.total ?? 0,
    more: answer?.more ?? false,
    ms: answer?.ms ?? null,
    isBusy: asked !== '' && (found.isFetching || asked !== query.trim()),
    problem: asked === '' ? null : (found.error?.failure.message ?? null),
  };
};

/** The index answers best first; a reader walks from the front. */
const inReadingOrder = (hits: readonly SearchHit[]): readonly SearchHit[] =>
  [...hits].sort((a, b) => a.documentName.localeCompare(b.documentName) || a.pageNo - b.pageNo || a.anchor.start - b.anchor.start);
