import { useInfiniteQuery } from '@tanstack/react-query';
import { CallError, client, type CallInput, type CallName, type CallOutput } from './client.ts';

/** A list that grows page by page: the pages so far, and how to ask for the next. */
export interface Pages<N extends CallName> {
  readonly pages: readonly CallOutput<N>[];
  readonly error: CallError | null;
  readonly isPending: boolean;
  readonly isFetching: boolean;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
}

/** Options of {@link usePages}: the input of a page given the pages before it, or null when there is no further page. */
export interface PagesOptions<N extends CallName> {
  readonly input: CallInput<N>;
  readonly nextInput: (pages: readonly CallOutput<N>[]) => Partial<CallInput<N>> | null;
}

/** Reads a long list in pages from the desk, so that nothing loads all rows. */
export const usePages = <N extends CallName>(name: N, options: PagesOptions<N>): Pages<N> => {
  const query = useInfiniteQuery<CallOutput<N>, CallError, { pages: CallOutput<N>[] }, readonly unknown[], Partial<CallInput<N>>>({
    queryKey: [name, options.input, 'pages'],
    initialPageParam: {},
    queryFn: async ({ pageParam }) => {
      const result = await client.call(name, Object.assign({}, options.input, pageParam));
      if (!result.ok) throw new CallError(result.failure);
      return result.value;
    },
    getNextPageParam: (_last, pages) => options.nextInput(pages) ?? undefined,
    placeholderData: (before) => before,
  });
  return {
    pages: query.data?.pages ?? [],
    error: query.error,
    isPending: query.isPending,
    isFetching: query.isFetching,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (!query.isFetchingNextPage) void query.fetchNextPage();
    },
  };
};
