/** A page of a list: one more than asked for is read, to know whether there are more. */
export interface PageQuery {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export async function readPage<Row extends { readonly id: string }, Item>(
  { limit, cursor }: PageQuery,
  read: (page: { limit: number; cursor: string | undefined }) => Promise<readonly Row[]>,
  present: (row: Row) => Item,
): Promise<{ items: Item[]; nextCursor: string | null }> {
  const rows = await read({ limit: limit + 1, cursor });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map(present), nextCursor: last?.id ?? null };
}
