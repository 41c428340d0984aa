import { ProblemError, type resumeRun } from "@stepwell/api";
import { type Definition, isEndedStatus, type Json, required } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { definitionOf } from "../../presenters/workflow.ts";
import { accepted, notFound } from "../../refuse.ts";
import { checkedInput } from "../workflows/checked-input.ts";
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
  const stored = await environment.store.version(workflowId, version);
  if (!stored) throw notFound("version", `${version} of workflow ${workflowId}`);
  const definition = definitionOf(stored.definition, `version ${version} of ${workflowId}`);
  const data = input === undefined ? undefined : dataOf(definition, input);
  const order = { original, version, ...(data !== undefined && { data }) };
  const answer = await environment.host.resume(order);
  if (answer.kind === "refused") throw new ProblemError("run_not_resumable", answer.message);
  const { runs } = accepted(answer);
  return { runId: required(runs[0], "a resumed run is there").identity.id };
};

/** A trigger that declares no inputs takes any data, as its events do. */
function dataOf(definition: Definition, input: Json): Json {
  return checkedInput(definition, input) ?? input;
}
