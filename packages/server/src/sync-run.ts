import { ProblemError } from "@stepwell/api";
import type { Host, Run } from "@stepwell/core";

/* What the caller of a sync workflow is told: the same by hand and by webhook. */

/** The run at its end. @throws ProblemError where it was deleted: what came of it cannot be told. */
export async function endedRun(host: Host, runId: string): Promise<Run> {
  const run = await host.ended(runId);
  if (run) return run;
  throw new ProblemError(
    "run_not_available",
    `The request was accepted once and started run ${runId}, which has been deleted: its answer cannot be given again.`,
  );
}

/** @throws ProblemError where the run did not succeed; how much is told depends on who asks. */
export function succeeded(run: Run, why: (run: Run) => string): Run {
  if (run.status === "succeeded") return run;
  throw new ProblemError("run_failed", `Run ${run.identity.id}${why(run)}`);
}
