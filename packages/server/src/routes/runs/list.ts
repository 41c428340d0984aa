import type { listRuns } from "@stepwell/api";
import { isEndedStatus, type RunRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { readPage } from "../../pages.ts";
import { presentRunSummary } from "../../presenters/run.ts";
import { searchFor, sightOfRun } from "../../sight.ts";
import { filterOf } from "./filter.ts";

export const list: Handler<typeof listRuns> = async (call) => {
  const { environment, query } = call;
  const filter = { ...filterOf(query), ...searchFor(call, query.q) };
  return readPage(query, {
    idPrefix: "run",
    read: (page) => environment.store.runs(filter, page),
    present: async (row) => ({
      ...presentRunSummary(row, await sightOfRun(call, row)),
      followedBy: await followedBy(environment, row),
    }),
  });
};

async function followedBy({ store }: Environment, { id, status }: RunRow): Promise<number | null> {
  if (!isEndedStatus(status)) return null;
  return (await store.rerunsOf(id)).at(-1)?.number ?? null;
}
