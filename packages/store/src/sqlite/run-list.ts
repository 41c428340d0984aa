import {
  type Page,
  type RunFilter,
  type RunRow,
  type RunStatus,
  runStatuses,
} from "@stepwell/core";
import { numberOf } from "./cells.ts";
import type { Row } from "./connection.ts";
import { decodeRun } from "./decode.ts";
import type { Reader } from "./reader.ts";
import { workflowsWithRuns } from "./run-places.ts";
import {
  collectIds,
  idBounds,
  type IdBounds,
  isWithin,
  likePattern,
  lower,
  searchedRow,
  walkDown,
} from "./walk.ts";
import { searchedRowsMax } from "../search-limit.ts";

const isFound = String.raw`(? IS NULL OR id LIKE ? ESCAPE '\'
  OR (SELECT data LIKE ? ESCAPE '\' FROM event WHERE event.id = run.event_id))`;
const columns = `id, created_at, version, ${isFound} AS is_found`;

export const runListQueries = {
  list: `SELECT ${columns} FROM run WHERE id < ? AND id > ? ORDER BY id DESC LIMIT ?`,
  branch: `SELECT id FROM run WHERE workflow_id = ? AND status = ? AND id < ? AND id > ?
    ORDER BY id DESC LIMIT ?`,
  one: `SELECT ${columns} FROM run WHERE id = ?`,
  whole: "SELECT * FROM run WHERE id = ?",
} as const;

/** Runs, newest first. */
export async function listRuns(
  reader: Reader,
  filter: RunFilter,
  page: Page,
): Promise<readonly RunRow[]> {
  const { q, version } = filter;
  const ids = await collectIds(walkRuns(reader, filter, page), {
    limit: page.limit,
    rowsMax: q === undefined ? Infinity : searchedRowsMax,
    accepts: (row) =>
      row["is_found"] === 1 &&
      (version === undefined || row["version"] === version) &&
      isWithin(numberOf(row, "created_at"), filter),
    onEnd: (row) => page.onSearchEnd?.(searchedRow(row, "created_at")),
  });
  return ids.flatMap((id) => {
    const row = reader.get(runListQueries.whole, id);
    return row ? [decodeRun(row)] : [];
  });
}

function walkRuns(reader: Reader, filter: RunFilter, page: Page): ReturnType<typeof walkDown> {
  const bounds = idBounds(reader, "run", filter);
  const pattern = likePattern(filter.q);
  const search = [pattern, pattern, filter.searches === "ids" ? null : pattern] as const;
  const statuses = new Set(filter.statuses ?? runStatuses);
  if (filter.workflowId === undefined && statuses.size === runStatuses.length)
    return walkDown(page, (cursor, limit) =>
      reader.all(runListQueries.list, ...search, lower(cursor, bounds.below), bounds.above, limit),
    );
  const places = placesOf(reader, filter.workflowId, statuses);
  return walkDown(page, (cursor, limit) =>
    mergedIds(reader, places, { cursor, bounds, limit })
      .map((id) => reader.get(runListQueries.one, ...search, id))
      .filter((row) => row !== undefined),
  );
}

interface Place {
  readonly workflowId: string;
  readonly status: RunStatus;
}

function placesOf(
  reader: Reader,
  workflowId: string | undefined,
  statuses: ReadonlySet<RunStatus>,
): readonly Place[] {
  const workflows = workflowId === undefined ? workflowsWithRuns(reader.connection) : [workflowId];
  return workflows.flatMap((workflowId) =>
    Array.from(statuses, (status) => ({ workflowId, status })),
  );
}

interface Stretch {
  readonly cursor: string;
  readonly bounds: IdBounds;
  readonly limit: number;
}

interface Branch {
  readonly place: Place;
  ids: readonly string[];
  next: number;
}

/** One index serves all lists: each workflow's and status's branch is sorted, and they are merged. */
function mergedIds(reader: Reader, places: readonly Place[], stretch: Stretch): readonly string[] {
  const { cursor, limit } = stretch;
  const size = Math.ceil(limit / places.length) + 1;
  const read = (place: Place, cursor: string): readonly string[] =>
    branchIds(reader, place, { ...stretch, cursor, limit: size });
  const branches: Branch[] = places.map((place) => ({ place, ids: read(place, cursor), next: 0 }));
  const merged: string[] = [];
  while (merged.length < limit) {
    const branch = newest(branches);
    const id = branch && headOf(branch);
    if (branch === undefined || id === undefined) break;
    merged.push(id);
    branch.next += 1;
    if (branch.next < branch.ids.length || branch.ids.length < size) continue;
    branch.ids = read(branch.place, id);
    branch.next = 0;
  }
  return merged;
}

function headOf({ ids, next }: Branch): string | undefined {
  return ids[next];
}

function newest(branches: readonly Branch[]): Branch | undefined {
  let best: Branch | undefined;
  for (const branch of branches)
    if ((headOf(branch) ?? "") > (best ? (headOf(best) ?? "") : "")) best = branch;
  return best;
}

function branchIds(reader: Reader, place: Place, stretch: Stretch): readonly string[] {
  const { workflowId, status } = place;
  const { cursor, bounds, limit } = stretch;
  const range = [lower(cursor, bounds.below), bounds.above, limit] as const;
  const rows: readonly Row[] = reader.all(runListQueries.branch, workflowId, status, ...range);
  return rows.map((row) => String(row["id"]));
}
