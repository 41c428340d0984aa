import { type cancelRun, ProblemError } from "@stepwell/api";
import type { RunRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { presentRunSummary } from "../../presenters/run.ts";
import { notFound } from "../../refuse.ts";
import { sightOfRun } from "../../sight.ts";
import { loadRun } from "./load.ts";

export const cancel: Handler<typeof cancelRun> = async (call) => {
  const row = await cancelOne(call.environment, call.params.id);
  return presentRunSummary(row, await sightOfRun(call, row));
};

/** @throws ProblemError */
export async function cancelOne(environment: Environment, id: string): Promise<RunRow> {
  const result = await environment.host.cancel(id);
  if (result === "not_found") throw notFound("run", id);
  const row = await loadRun(environment, id);
  if (result === "already_ended")
    throw new ProblemError("already_ended", `The run has ended as ${row.status}.`);
  return row;
}
