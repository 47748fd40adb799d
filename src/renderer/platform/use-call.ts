import { keepPreviousData, useMutation, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { CallError, client, type CallFailure, type CallInput, type CallName, type CallOutput, type CallResult } from './client.ts';
import { invalidate } from './queries.ts';
import { topicsWritten } from './topics.ts';

/** Options of {@link useCall}. */
export interface UseCallOptions {
  /** False keeps the question back, for example until an id is known. */
  readonly enabled?: boolean;
  /** Shows the last answer while the next one is on its way, for lists that filter and page. */
  readonly keepPrevious?: boolean;
  readonly everyMs?: number;
}

/** Asks the desk and keeps the answer up to date: `const { data, error } = useCall('cases.get', { caseId })`; `error.failure` tells what went wrong. */
export const useCall = <N extends CallName>(
  name: N,
  input: CallInput<N>,
  options: UseCallOptions = {},
): UseQueryResult<CallOutput<N>, CallError> =>
  useQuery<CallOutput<N>, CallError>({
    queryKey: [name, input],
    queryFn: async () => {
      const result = await client.call(name, input);
      if (!result.ok) throw new CallError(result.failure);
      return result.value;
    },
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
    ...(options.everyMs === undefined ? {} : { refetchInterval: options.everyMs }),
  });

/** What {@link useAct} gives: `run` makes the call and answers its Result, never throws. */
export interface Act<N extends CallName> {
  readonly run: (input: CallInput<N>) => Promise<CallResult<N>>;
  readonly isBusy: boolean;
  /** The failure of the last run, until the next one or `reset`. */
  readonly failure: CallFailure | null;
  readonly reset: () => void;
}

/**
 * Changes something at the desk: `const confirm = useAct('facts.decide')`, then `await confirm.run({...})`. Queries that show what it
 * changed are asked again. A failure becomes a message in the corner, unless `inline` says that the screen shows `failure` itself.
 */
export const useAct = <N extends CallName>(name: N, options: { readonly inline?: boolean } = {}): Act<N> => {
  const queries = useQueryClient();
  const mutation = useMutation<CallResult<N>, CallError, CallInput<N>>({
    mutationKey: [name],
    meta: { inline: options.inline ?? false },
    mutationFn: async (input) => {
      const result = await client.call(name, input);
      if (!result.ok) throw new CallError(result.failure);
      return result;
    },
    onSuccess: () => invalidate(queries, { topics: topicsWritten(name) }),
  });
  return {
    run: async (input) => {
      try {
        return await mutation.mutateAsync(input);
      } catch (error) {
        if (error instanceof CallError) return { ok: false, failure: error.failure } as CallResult<N>;
        throw error;
      }
    },
    isBusy: mutation.isPending,
    failure: mutation.error?.failure ?? null,
    reset: mutation.reset,
  };
};
