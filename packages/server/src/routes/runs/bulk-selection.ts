import { setImmediate } from "node:timers/promises";
import type { BodyOf, bulkRuns } from "@stepwell/api";
import {
  isEndedStatus,
  type RunFilter,
  type RunRow,
  type RunStatus,
  runStatuses,
  type SearchedRow,
} from "@stepwell/core";
import type { Environment } from "../../environment.ts";

/* Which runs a bulk request is for: chosen before the first of them is touched, so that what comes
 * of one is never taken for another. */

export interface Selection {
  /** The oldest first: runs made again keep their order. */
  readonly ids: readonly string[];
  readonly more: number;
}

export interface Wanted {
  readonly filter: RunFilter;
  readonly hasRerun: boolean | undefined;
  readonly limit: number;
}

const pageRows = 200;
const moreMax = 10_000;

export function selectIds(ids: readonly string[], limit: number): Selection {
  const different = [...new Set(ids)];
  return { ids: different.slice(0, limit), more: Math.max(0, different.length - limit) };
}

/** The newest runs that the filter finds. */
export async function selectRuns(environment: Environment, wanted: Wanted): Promise<Selection> {
  const ids: string[] = [];
  let more = 0;
  for await (const { id } of matching(environment, wanted)) {
    if (ids.length < wanted.limit) ids.push(id);
    else more += 1;
    if (more >= moreMax) break;
  }
  return { ids: ids.toReversed(), more };
}

async function* matching(
  { store }: Environment,
  { filter, hasRerun }: Wanted,
): AsyncGenerator<RunRow> {
  for (let cursor: string | undefined; ;) {
    let searched: string | undefined;
    const onSearchEnd = ({ id }: SearchedRow): void => void (searched = id);
    const page = await store.runs(filter, { limit: pageRows, cursor, onSearchEnd });
    for (const row of page) {
      const isWanted =
        hasRerun === undefined || (await store.rerunsOf(row.id)).length > 0 === hasRerun;
      if (isWanted) yield row;
    }
    if (page.length < pageRows && searched === undefined) return;
    cursor = searched ?? page.at(-1)?.id;
    await setImmediate();
  }
}

const endedStatuses = runStatuses.filter(isEndedStatus);

type BulkAction = BodyOf<typeof bulkRuns>["action"];

const statusesFor: Readonly<Record<BulkAction, readonly RunStatus[]>> = {
  rerun: endedStatuses,
  resume: ["failed", "canceled"],
  cancel: runStatuses.filter((status) => !isEndedStatus(status)),
  delete: endedStatuses,
};

/** Where no status is asked for: those that the action can do something with. */
export function withStatuses(filter: RunFilter, action: BulkAction): RunFilter {
  return { ...filter, statuses: filter.statuses ?? statusesFor[action] };
}
