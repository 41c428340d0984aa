import { keepPreviousData, type QueryKey, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type Answer, call, type Input, type OperationName } from "./call.ts";
import { useEnvironment } from "./environment.ts";

/* Lists that are read page by page. */

type Listing = {
  [Name in OperationName]: Answer<Name> extends {
    readonly items: readonly unknown[];
    readonly nextCursor: string | null;
  }
    ? Name
    : never;
}[OperationName];

export type ItemOf<Name extends Listing> = Answer<Name>["items"][number];

export interface Pages<Item> {
  readonly items: readonly Item[] | undefined;
  readonly error: unknown;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  /** A search has come so far and can go on. */
  readonly searchedBackTo: string | undefined;
  loadMore(): void;
  retry(): void;
}

interface Options {
  readonly isEnabled?: boolean;
  readonly refetchMs?: number;
  /** Where the list begins, if not at its first item. */
  /** What is read does not change: another one has another mark. */
  readonly asOf?: string;
  readonly firstCursor?: string;
}

/** The pages of a list that were asked for so far; `useLive` reads all of them again. */
export function usePages<Name extends Listing>(
  name: Name,
  input: Input<Name> = {},
  { isEnabled = true, refetchMs, firstCursor, asOf }: Options = {},
): Pages<ItemOf<Name>> {
  const environment = useEnvironment();
  const query = useInfiniteQuery<Page<ItemOf<Name>>, Error, Kept<ItemOf<Name>>, QueryKey, Cursor>({
    queryKey: [environment, name, input, "pages", ...(asOf === undefined ? [] : [asOf])],
    ...(asOf !== undefined && { staleTime: "static" as const }),
    queryFn: async ({ pageParam, signal }) => {
      const { query: asked } = input as { readonly query?: object };
      const page = { ...input, query: { ...asked, cursor: pageParam } } as Input<Name>;
      return (await call(name, page, { environment, signal })) as Page<ItemOf<Name>>;
    },
    initialPageParam: firstCursor,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    enabled: isEnabled,
    placeholderData: keepPreviousData,
    ...(refetchMs !== undefined && { refetchInterval: refetchMs }),
  });
  const pages = query.data?.pages;
  // The same list as long as nothing new was read.
  const items = useMemo(() => pages?.flatMap((page) => page.items), [pages]);
  return {
    items,
    error: query.error,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    searchedBackTo: pages?.at(-1)?.searchedBackTo,
    loadMore: () => void query.fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

type Cursor = string | undefined;

interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
  readonly searchedBackTo?: string | undefined;
}

interface Kept<Item> {
  readonly pages: readonly Page<Item>[];
  readonly pageParams: readonly Cursor[];
}
