import type { getRunSummary } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { presentRunSummary } from "../../presenters/run.ts";
import { sightOfRun } from "../../sight.ts";
import { loadRun } from "./load.ts";

export const summary: Handler<typeof getRunSummary> = async (call) => {
  const row = await loadRun(call.environment, call.params.id);
  return presentRunSummary(row, await sightOfRun(call, row));
};
