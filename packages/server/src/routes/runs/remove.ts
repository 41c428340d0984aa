import { type deleteRun, ProblemError } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { loadRun } from "./load.ts";

export const remove: Handler<typeof deleteRun> = async ({ environment, params }) => {
  const { id, status } = await loadRun(environment, params.id);
  const removed = await environment.store.deleteRuns([id]);
  if (removed.length === 0)
    throw new ProblemError("run_not_ended", `The run is ${status}; cancel it first.`);
  return null;
};
