import { ProblemError } from "@stepwell/api";
import type { Page, SearchedRow } from "@stepwell/core";
import { isoTime } from "./presenters/time.ts";

/** A page of a list: one more than asked for is read, to know whether there are more. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface ListedBy<Row, Item> {
  /** What the ids of the list begin with: a cursor is the last id of the page before. */
  readonly idPrefix: "run" | "evt" | "wf" | "aud";
  read(page: Page): Promise<readonly Row[]>;
  present(row: Row): Item | Promise<Item>;
}

interface ListPage<Item> {
  items: Item[];
  nextCursor: string | null;
  searchedBackTo?: string;
}

/** A cursor that is none would give the first page, again and again. @throws ProblemError */
export function checkCursor(cursor: string | undefined, form: RegExp): void {
  if (cursor !== undefined && !form.test(cursor)) throw unknownCursor();
}

export function unknownCursor(): ProblemError {
  const message = "pass nextCursor of the page before as it is, or no cursor for the first page";
  return new ProblemError("invalid_cursor", "The cursor is not one of this list; see errors.", {
    issues: [{ path: "query.cursor", code: "unknown_cursor", message }],
  });
}

export async function readPage<Row extends { readonly id: string }, Item>(
  { limit, cursor }: PageQuery,
  { idPrefix, read, present }: ListedBy<Row, Item>,
): Promise<ListPage<Item>> {
  checkCursor(cursor, new RegExp(`^${idPrefix}_[0-9a-z]{1,64}$`));
  let searched: SearchedRow | undefined;
  const onSearchEnd = (last: SearchedRow): void => void (searched = last);
  const rows = await read({ limit: limit + 1, cursor, onSearchEnd });
  const shown = rows.slice(0, limit);
  const items = await Promise.all(shown.map(present));
  if (searched) return { items, nextCursor: searched.id, searchedBackTo: isoTime(searched.at) };
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items, nextCursor: last?.id ?? null };
}
