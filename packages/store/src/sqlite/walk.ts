import { setImmediate } from "node:timers/promises";
import type { Page, SearchedRow } from "@stepwell/core";
import { numberOf } from "./cells.ts";
import type { Row } from "./connection.ts";
import { lastIdBefore, type TimedTable } from "./id-bound.ts";
import type { Reader } from "./reader.ts";

/* Lists, newest first: read in chunks, so that a long search lets others run in between. */

/** Above every id. */
const largestId = "\u{10FFFF}";

/** Both exclusive. */
export interface IdBounds {
  readonly above: string;
  readonly below: string;
}

interface TimeFilter {
  readonly from?: number;
  readonly to?: number;
}

export function idBounds(reader: Reader, table: TimedTable, { from, to }: TimeFilter): IdBounds {
  return {
    above: from === undefined ? "" : lastIdBefore(reader.connection, table, from),
    below: to === undefined ? largestId : justAbove(lastIdBefore(reader.connection, table, to)),
  };
}

/** No id lies between: a space sorts before every letter of an id. */
function justAbove(id: string): string {
  return `${id} `;
}

/** Where a list goes on: SQLite would follow only one of two upper bounds. */
export function lower(left: string, right: string): string {
  return left < right ? left : right;
}

export function isWithin(time: number, { from, to }: TimeFilter): boolean {
  return time >= (from ?? -Infinity) && time < (to ?? Infinity);
}

const chunkRows = 256;

/** Rows in chunks, each behind the last row of the one before. */
export async function* walkDown(
  page: Page,
  read: (cursor: string, limit: number) => readonly Row[],
): AsyncGenerator<Row> {
  let cursor = page.cursor ?? largestId;
  for (let limit = page.limit; ; limit = chunkRows) {
    const rows = read(cursor, limit);
    yield* rows;
    if (rows.length < limit) return;
    cursor = String(rows.at(-1)?.["id"]);
    await setImmediate();
  }
}

interface Collecting {
  readonly limit: number;
  readonly rowsMax: number;
  readonly accepts: (row: Row) => boolean;
  /** Called where `rowsMax` rows were looked at and there may be more. */
  readonly onEnd: (row: Row) => void;
}

export function searchedRow(row: Row, at: string): SearchedRow {
  return { id: String(row["id"]), at: numberOf(row, at) };
}

/** The ids of the first rows that are accepted. */
export async function collectIds(
  rows: AsyncIterable<Row>,
  { limit, rowsMax, accepts, onEnd }: Collecting,
): Promise<readonly string[]> {
  const found: string[] = [];
  let seen = 0;
  if (limit <= 0) return found;
  for await (const row of rows) {
    seen += 1;
    if (accepts(row)) found.push(String(row["id"]));
    if (found.length >= limit) return found;
    if (seen < rowsMax) continue;
    onEnd(row);
    return found;
  }
  return found;
}

/** For LIKE … ESCAPE '\': the text itself, anywhere; null finds everything. */
export function likePattern(q: string | undefined): string | null {
  return q === undefined ? null : `%${q.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
}
