import { ProblemError, type resumeRun } from "@stepwell/api";
import { type Definition, isEndedStatus, type Json, required, type RunRow } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { definitionOf } from "../../presenters/workflow.ts";
import { accepted, notFound } from "../../refuse.ts";
import { checkedInput } from "../workflows/checked-input.ts";
import { loadWorkflow } from "../workflows/load.ts";
import { loadRun } from "./load.ts";

export const resume: Handler<typeof resumeRun> = async ({ environment, params, body }) => ({
  runId: await resumeOne(environment, params.id, body),
});

interface Wish {
  /** That of the run by default. */
  readonly version?: number | "active" | undefined;
  readonly input?: Json | undefined;
}

/** The id of the new run. @throws ProblemError */
export async function resumeOne(environment: Environment, id: string, wish: Wish): Promise<string> {
  const original = await loadRun(environment, id);
  const { status, workflowId } = original;
  if (!isEndedStatus(status))
    throw new ProblemError(
      "run_not_ended",
      `The run is ${status}: there is nothing to resume yet.`,
    );
  if (status === "succeeded")
    throw new ProblemError("run_not_resumable", "The run has succeeded; run it again instead.");
  const version = await versionFor(environment, original, wish.version);
  const { input } = wish;
  const stored = await environment.store.version(workflowId, version);
  if (!stored) throw notFound("version", `${version} of workflow ${workflowId}`);
  const definition = definitionOf(stored.definition, `version ${version} of ${workflowId}`);
  const data = input === undefined ? undefined : dataOf(definition, input);
  const order = { original, version, ...(data !== undefined && { data }) };
  const answer = await environment.host.resume(order);
  if (answer.kind === "refused") throw new ProblemError("run_not_resumable", answer.message);
  const { runs } = accepted(answer);
  return required(runs[0], "a resumed run is there").identity.id;
}

async function versionFor(
  environment: Environment,
  { workflowId, version }: RunRow,
  wanted: Wish["version"],
): Promise<number> {
  if (wanted !== "active") return wanted ?? version;
  const { activeVersion } = await loadWorkflow(environment, workflowId);
  if (activeVersion === undefined)
    throw new ProblemError("not_active", "The workflow has no active version to go on with.");
  return activeVersion;
}

/** A trigger that declares no inputs takes any data, as its events do. */
function dataOf(definition: Definition, input: Json): Json {
  return checkedInput(definition, input) ?? input;
}
