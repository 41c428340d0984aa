import type { listRuns } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { readPage } from "../../pages.ts";
import { presentRunSummary } from "../../presenters/run.ts";
import { filterOf } from "./filter.ts";

export const list: Handler<typeof listRuns> = async ({ environment, query }) => {
  const filter = filterOf(query);
  return readPage(query, {
    idPrefix: "run",
    read: (page) => environment.store.runs(filter, page),
    present: presentRunSummary,
  });
};
