import { registry } from "@stepwell/catalog";
import {
  type CompiledTrigger,
  type Definition,
  eventVariable,
  type Json,
  type JsonObject,
  type StepRun,
  type StoredEvent,
  type VariableSamples,
  walkSteps,
} from "@stepwell/core";
import type { Environment } from "../../environment.ts";
import { notFound } from "../../refuse.ts";

/* What a run tells of a draft: its event as the draft's trigger sees it, and what its steps gave. */

interface Wanted {
  readonly workflowId: string;
  readonly runId: string;
  readonly definition: Definition;
}

type RunSamples = VariableSamples & { readonly steps: JsonObject };

/** @throws ProblemError where the workflow has no such run */
export async function runSamples(
  { host, store, confidential }: Environment,
  { workflowId, runId, definition }: Wanted,
): Promise<RunSamples | "confidential"> {
  const history = await host.history(runId);
  if (history?.row.workflowId !== workflowId)
    throw notFound("run", `${runId} of workflow ${workflowId}`);
  if (await confidential.ofRun(history.row)) return "confidential";
  const event = await store.event(history.row.eventId);
  const steps = firstOutputs(history.stepRuns, definition);
  return event ? { ...eventSamples(definition, event), steps } : { steps };
}

/** Of each step that is still in the draft, of the same type; in loops that of the first item. */
function firstOutputs(stepRuns: readonly StepRun[], definition: Definition): JsonObject {
  const types = typesOf(definition);
  const outputs = new Map<string, Json>();
  for (const { stepId, type, status, output } of stepRuns)
    if (status === "succeeded" && output !== undefined && types.get(stepId) === type)
      if (!outputs.has(stepId)) outputs.set(stepId, output);
  return Object.fromEntries(outputs);
}

function typesOf(definition: Definition): ReadonlyMap<string, string> {
  return new Map([...walkSteps(definition)].map(({ step }) => [step.id, step.type]));
}

function eventSamples({ trigger }: Definition, event: StoredEvent): VariableSamples {
  const compiled = registry.triggers.get(trigger.type)?.compile(trigger.config);
  if (compiled?.ok) return triggerSamples(compiled.compiled, event);
  return { trigger: event.data, event: eventVariable(event) };
}

export function triggerSamples(trigger: CompiledTrigger, event: StoredEvent): VariableSamples {
  return {
    trigger: trigger.data(event),
    previous: trigger.previous(event),
    event: eventVariable(event),
  };
}
