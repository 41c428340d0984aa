import { ProblemError, type startRun } from "@stepwell/api";
import { manualConfig, readManualInput } from "@stepwell/catalog";
import {
  type Definition,
  type Json,
  type JsonObject,
  type Run,
  manualEventType,
} from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { definitionOf } from "../../presenters/workflow.ts";
import { accepted, notFound } from "../../refuse.ts";
import { loadWorkflow } from "./load.ts";

export const start: Handler<typeof startRun> = async (call) => {
  const { environment, params, body, bytes, principal } = call;
  const definition = await activeDefinition(environment, params.id);
  const acceptance = accepted(
    await environment.host.accept({
      type: manualEventType,
      source: `key/${principal.keyId}`,
      target: params.id,
      data: readInput(definition, body.input),
      bytes,
    }),
  );
  const [run] = acceptance.runs;
  if (!run)
    throw new ProblemError("invalid_input", `No run was started: ${why(acceptance.decisions)}.`);
  const { mode } = manualConfig.parse(definition.trigger.config);
  if ((definition.settings?.mode ?? mode) === "async") return { runId: run.identity.id };
  const ended = await environment.host.ended(run.identity.id);
  if (!ended) throw notFound("run", run.identity.id);
  return syncAnswer(ended);
};

async function activeDefinition(environment: Environment, id: string): Promise<Definition> {
  const row = await loadWorkflow(environment, id);
  if (row.activeVersion === undefined)
    throw new ProblemError("not_active", "Activate a version of the workflow first.");
  const version = await environment.store.version(id, row.activeVersion);
  if (!version) throw notFound("version", `${row.activeVersion} of workflow ${id}`);
  return definitionOf(version.definition, `version ${row.activeVersion} of ${id}`);
}

function readInput({ trigger }: Definition, input: Json): JsonObject {
  if (trigger.type !== "manual")
    throw new ProblemError(
      "invalid_input",
      `The workflow's trigger is “${trigger.type}”; only “manual” can be started by hand.`,
    );
  const read = readManualInput(manualConfig.parse(trigger.config), input);
  if (read.ok) return read.data;
  throw new ProblemError("invalid_input", "The input does not fit the workflow's inputs.", {
    issues: read.issues.map(({ path, ...issue }) => ({
      path: ["input", ...path].join("."),
      ...issue,
    })),
  });
}

function why(decisions: readonly { readonly detail?: string }[]): string {
  return decisions.map(({ detail }) => detail ?? "").join("; ") || "the workflow is not active";
}

function syncAnswer(run: Run | undefined) {
  if (!run) throw new ProblemError("run_failed", "The run was deleted before it had ended.");
  const { identity, status, output, failure, message } = run;
  if (status === "succeeded") return { runId: identity.id, status, output: output ?? null };
  const detail = failure?.message ?? message ?? `The run ended as ${status}.`;
  throw new ProblemError("run_failed", `Run ${identity.id}: ${detail}`);
}
