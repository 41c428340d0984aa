import { type deleteRun, ProblemError } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { loadRun } from "./load.ts";

export const remove: Handler<typeof deleteRun> = async ({ environment, params }) => {
  const removed = await environment.store.deleteRuns([params.id]);
  if (removed.length === 0) throw await notRemoved(environment, params.id);
  return null;
};

/** Why a run is still there, or never was. */
export async function notRemoved(environment: Environment, id: string): Promise<ProblemError> {
  const { status } = await loadRun(environment, id);
  return new ProblemError("run_not_ended", `The run is ${status}; cancel it first.`);
}
