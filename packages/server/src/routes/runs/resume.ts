import { ProblemError, type resumeRun } from "@stepwell/api";
import { isEndedStatus, required } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { accepted, notFound } from "../../refuse.ts";
import { loadRun } from "./load.ts";

export const resume: Handler<typeof resumeRun> = async ({ environment, params, body }) => {
  const original = await loadRun(environment, params.id);
  const { status, workflowId } = original;
  if (!isEndedStatus(status))
    throw new ProblemError(
      "run_not_ended",
      `The run is ${status}: there is nothing to resume yet.`,
    );
  if (status === "succeeded")
    throw new ProblemError("run_not_resumable", "The run has succeeded; run it again instead.");
  const { version = original.version, input } = body;
  if (!(await environment.store.version(workflowId, version)))
    throw notFound("version", `${version} of workflow ${workflowId}`);
  const order = { original, version, ...(input !== undefined && { data: input }) };
  const answer = await environment.host.resume(order);
  if (answer.kind === "refused") throw new ProblemError("run_not_resumable", answer.message);
  const { runs } = accepted(answer);
  return { runId: required(runs[0], "a resumed run is there").identity.id };
};
