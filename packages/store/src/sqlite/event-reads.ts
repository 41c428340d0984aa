import {
  type Decision,
  type EventFilter,
  type Page,
  type StoredEvent,
  targetedEventTypes,
} from "@stepwell/core";
import { isEventSearch, isSearchedEvent } from "../event-search.ts";
import { numberOf, textOf } from "./cells.ts";
import type { Row } from "./connection.ts";
import { decodeEvent } from "./decode.ts";
import type { Reader } from "./reader.ts";
import {
  collectIds,
  idBounds,
  isWithin,
  likePattern,
  lower,
  searchedRow,
  walkDown,
} from "./walk.ts";
import { searchedRowsMax } from "../search-limit.ts";

export interface EventReads {
  byKey(dedupeKey: string): StoredEvent | undefined;
  one(id: string): StoredEvent | undefined;
  list(filter: EventFilter, page: Page): Promise<readonly StoredEvent[]>;
}

const isFound = String.raw`(? IS NULL OR id LIKE ? ESCAPE '\' OR data LIKE ? ESCAPE '\')`;
const columns = `id, type, received_at, target, source, decisions, ${isFound} AS is_found`;
const range = "id < ? AND id > ? ORDER BY id DESC LIMIT ?";

export const eventQueries = {
  byKey: "SELECT * FROM event WHERE dedupe_key = ?",
  one: "SELECT * FROM event WHERE id = ?",
  list: `SELECT ${columns} FROM event WHERE ${range}`,
  listOfType: `SELECT ${columns} FROM event WHERE target IS NULL AND type = ? AND ${range}`,
} as const;

export function makeEventReads(reader: Reader): EventReads {
  const one = (sql: string, value: string): StoredEvent | undefined => {
    const row = reader.get(sql, value);
    return row && decodeEvent(row, reader.path);
  };
  return {
    byKey: (dedupeKey) => one(eventQueries.byKey, dedupeKey),
    one: (id) => one(eventQueries.one, id),
    async list(filter, page) {
      const ids = await collectIds(walkEvents(reader, filter, page), {
        limit: page.limit,
        rowsMax: isEventSearch(filter) ? searchedRowsMax : Infinity,
        accepts: (row) =>
          row["is_found"] === 1 &&
          isWithin(numberOf(row, "received_at"), filter) &&
          isSearchedEvent(filter, searchedIn(row), () => decisionsIn(row)),
        onEnd: (row) => page.onSearchEnd?.(searchedRow(row, "received_at")),
      });
      return ids.flatMap((id) => one(eventQueries.one, id) ?? []);
    },
  };
}

function searchedIn(row: Row) {
  const { target } = row;
  return { source: textOf(row, "source"), ...(typeof target === "string" && { target }) };
}

/** The event itself is checked when it is read: here a damaged one is only found or not. */
function decisionsIn(row: Row): readonly Decision[] {
  const decisions = parseJson(textOf(row, "decisions"));
  return Array.isArray(decisions) ? (decisions as readonly Decision[]) : [];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function walkEvents(reader: Reader, filter: EventFilter, page: Page): AsyncGenerator<Row> {
  const { above, below } = idBounds(reader, "event", filter);
  const pattern = likePattern(filter.q);
  const search = [pattern, pattern, filter.searches === "ids" ? null : pattern] as const;
  const { type } = filter;
  const all = (cursor: string, limit: number) =>
    reader.all(eventQueries.list, ...search, lower(cursor, below), above, limit);
  if (type === undefined) return walkDown(page, all);
  if (targetedEventTypes.has(type)) return onlyOfType(walkDown(page, all), type);
  return walkDown(page, (cursor, limit) =>
    reader.all(eventQueries.listOfType, ...search, type, lower(cursor, below), above, limit),
  );
}

/**
 * Events for one workflow are most of the table and have no index: all are read, a chunk at a time,
 * so that a type that is rare holds up nobody.
 */
async function* onlyOfType(rows: AsyncGenerator<Row>, type: string): AsyncGenerator<Row> {
  for await (const row of rows) if (row["type"] === type) yield row;
}
