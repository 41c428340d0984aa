import { type listRuns, ProblemError } from "@stepwell/api";
import { type RunFilter, type RunStatus, runStatuses } from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { readPage } from "../../pages.ts";
import { presentRunSummary } from "../../presenters/run.ts";

export const list: Handler<typeof listRuns> = async ({ environment, query }) => {
  const filter = filterOf(query);
  return readPage(query, {
    idPrefix: "run",
    read: (page) => environment.store.runs(filter, page),
    present: presentRunSummary,
  });
};

function filterOf({
  workflow,
  version,
  status,
  from,
  to,
  q,
}: Call<typeof listRuns>["query"]): RunFilter {
  return {
    ...(workflow !== undefined && { workflowId: workflow }),
    ...(version !== undefined && { version }),
    ...(status !== undefined && { statuses: statusesOf(status) }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
    ...(q !== undefined && { q }),
  };
}

/** One status, or several with commas between. */
function statusesOf(text: string): readonly RunStatus[] {
  return text.split(",").map((name) => {
    const status = runStatuses.find((known) => known === name.trim());
    if (status) return status;
    const message = `there is no status “${name}”; the statuses are ${runStatuses.join(", ")}`;
    throw new ProblemError("invalid_input", message, {
      issues: [{ path: "status", code: "unknown_status", message }],
    });
  });
}
