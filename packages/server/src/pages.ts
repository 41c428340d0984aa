import { ProblemError } from "@stepwell/api";

/** A page of a list: one more than asked for is read, to know whether there are more. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

interface ListedBy<Row, Item> {
  /** What the ids of the list begin with: a cursor is the last id of the page before. */
  readonly idPrefix: "run" | "evt" | "wf" | "aud";
  read(page: { limit: number; cursor: string | undefined }): Promise<readonly Row[]>;
  present(row: Row): Item | Promise<Item>;
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
): Promise<{ items: Item[]; nextCursor: string | null }> {
  checkCursor(cursor, new RegExp(`^${idPrefix}_[0-9a-z]{1,64}$`));
  const rows = await read({ limit: limit + 1, cursor });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: await Promise.all(shown.map(present)), nextCursor: last?.id ?? null };
}
