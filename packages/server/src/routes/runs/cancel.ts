import { type cancelRun, ProblemError } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { presentRunSummary } from "../../presenters/run.ts";
import { notFound } from "../../refuse.ts";
import { loadRun } from "./load.ts";

export const cancel: Handler<typeof cancelRun> = async ({ environment, params }) => {
  const result = await environment.host.cancel(params.id);
  if (result === "not_found") throw notFound("run", params.id);
  const row = await loadRun(environment, params.id);
  if (result === "already_ended")
    throw new ProblemError("already_ended", `The run has ended as ${row.status}.`);
  return presentRunSummary(row);
};
