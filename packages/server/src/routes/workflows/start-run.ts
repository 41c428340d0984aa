import { ProblemError, type startRun } from "@stepwell/api";
import { type Definition, type Json, type JsonObject, manualEventType } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import { definitionOf } from "../../presenters/workflow.ts";
import { accepted, notFound } from "../../refuse.ts";
import { endedRun, succeeded } from "../../sync-run.ts";
import { checkedInput, triggerOf } from "./checked-input.ts";
import { loadWorkflow } from "./load.ts";

export const start: Handler<typeof startRun> = async (call) => {
  const { environment, params, body, bytes, principal } = call;
  const definition = await activeDefinition(environment, params.id);
  const acceptance = accepted(
    await environment.host.accept({
      type: manualEventType,
      source: `${principal.kind}/${principal.id}`,
      target: params.id,
      data: readInput(definition, body.input),
      bytes,
    }),
  );
  const [run] = acceptance.runs;
  if (!run)
    throw new ProblemError("invalid_input", `No run was started: ${why(acceptance.decisions)}.`);
  if ((definition.settings?.mode ?? triggerOf(definition)?.mode) === "async")
    return { runId: run.identity.id };
  const { identity, status, output, messages } = succeeded(
    await endedRun(environment.host, run.identity.id),
    ({ failure, message, status }) =>
      `: ${failure?.message ?? message ?? `The run ended as ${status}.`}`,
  );
  return {
    runId: identity.id,
    status,
    output: output ?? null,
    ...(messages.length > 0 && { messages: [...messages] }),
  };
};

async function activeDefinition(environment: Environment, id: string): Promise<Definition> {
  const row = await loadWorkflow(environment, id);
  if (row.activeVersion === undefined)
    throw new ProblemError("not_active", "Activate a version of the workflow first.");
  const version = await environment.store.version(id, row.activeVersion);
  if (!version) throw notFound("version", `${row.activeVersion} of workflow ${id}`);
  return definitionOf(version.definition, `version ${row.activeVersion} of ${id}`);
}

function readInput(definition: Definition, input: Json): JsonObject {
  const checked = checkedInput(definition, input);
  if (!checked)
    throw new ProblemError(
      "invalid_input",
      `The workflow's trigger is “${definition.trigger.type}”; only “manual” and “call” can be started with input.`,
    );
  return checked;
}

function why(decisions: readonly { readonly detail?: string }[]): string {
  return decisions.map(({ detail }) => detail ?? "").join("; ") || "the workflow is not active";
}
