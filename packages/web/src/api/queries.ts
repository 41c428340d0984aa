import {
  keepPreviousData,
  QueryCache,
  QueryClient,
  type StaleTime,
  useMutation,
  type UseMutationResult,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { toast } from "../ui/toasts.tsx";
import { type Answer, call, type Input, type OperationName } from "./call.ts";
import { useEnvironment } from "./environment.ts";
import { isConcerned, isSettled, type Read } from "./settled.ts";
import { codeOf, messageOf, Refusal } from "./refusal.ts";

const retriesMax = 2;
const staleMs = 5000;

export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError(error) {
      if (codeOf(error) === "unauthorized") signInAgain();
    },
  }),
  defaultOptions: {
    queries: {
      staleTime: staleMs,
      retry: (count, error) => count < retriesMax && isWorthARetry(error),
    },
  },
});

function isWorthARetry(error: unknown): boolean {
  return error instanceof Refusal && (error.problem.status === 0 || error.problem.status >= 500);
}

/** The session has ended: back to here after signing in. */
export function signInAgain(): void {
  const { pathname, search } = location;
  if (pathname === "/login" || pathname === "/setup" || pathname === "/invitation") return;
  location.assign(`/login?next=${encodeURIComponent(pathname + search)}`);
}

interface ReadOptions {
  readonly isEnabled?: boolean;
  /** Shows what was there while the next page or filter loads. */
  readonly keepsPrevious?: boolean;
  readonly refetchMs?: number;
  /** Reads it again at the beginning, however fresh it is: `isFetchedAfterMount` says when it has. */
  readonly isFresh?: boolean;
  /** What is read does not change: another one has another mark. It is read once. */
  readonly asOf?: string | number | null;
}

/** What an operation answers, kept and shared: its key is environment, name and input. */
export function useRead<Name extends OperationName>(
  name: Name,
  input: Input<Name> = {},
  { isEnabled = true, keepsPrevious = false, refetchMs, isFresh = false, asOf }: ReadOptions = {},
): UseQueryResult<Answer<Name>> {
  const environment = useEnvironment();
  return useQuery({
    queryKey: asOf === undefined ? [environment, name, input] : [environment, name, input, asOf],
    queryFn: ({ signal }) => call(name, input, { environment, signal }),
    enabled: isEnabled,
    staleTime: (query) => staleTimeOf(query, asOf !== undefined),
    // Others may have gone on with it while nobody looked.
    refetchOnMount: (query) => (isFresh || isSettled(query) ? "always" : true),
    ...(keepsPrevious && { placeholderData: keepPreviousData }),
    ...(refetchMs !== undefined && { refetchInterval: refetchMs }),
  }) as UseQueryResult<Answer<Name>>;
}

function staleTimeOf(query: Read, isFixed: boolean): StaleTime {
  if (isFixed) return "static";
  return isSettled(query) ? Infinity : staleMs;
}

interface WriteOptions<Name extends OperationName> {
  readonly onDone?: (answer: Answer<Name>, input: Input<Name>) => void;
  readonly onRefused?: (error: unknown) => void;
  /** Tells errors where the person is; a toast says them otherwise. */
  readonly isErrorShown?: boolean;
}

/** Changes something; what is shown is then read again. */
export function useWrite<Name extends OperationName>(
  name: Name,
  { onDone, onRefused, isErrorShown = false }: WriteOptions<Name> = {},
): UseMutationResult<Answer<Name>, unknown, Input<Name>> {
  const environment = useEnvironment();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (input: Input<Name>) => call(name, input, { environment }),
    onSuccess(answer, input) {
      void client.invalidateQueries({ predicate: (query) => isConcerned(name, query) });
      onDone?.(answer, input);
    },
    onError(error) {
      if (codeOf(error) === "unauthorized") signInAgain();
      else if (!isErrorShown) toast({ text: messageOf(error), look: "error" });
      onRefused?.(error);
    },
  });
}
