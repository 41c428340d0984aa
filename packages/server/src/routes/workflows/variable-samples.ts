import { registry } from "@stepwell/catalog";
import {
  type CompiledTrigger,
  type Definition,
  eventVariable,
  type Json,
  type StoredEvent,
  type VariableSamples,
  walkSteps,
} from "@stepwell/core";
import type { Environment } from "../../environment.ts";

/*
 * Values for the picker: those of the newest event that the workflow got or would get, and of its
 * newest run. A confidential workflow has none.
 */

interface Sampled {
  readonly samples: VariableSamples;
  readonly sampledAt: number | undefined;
}

const none: Sampled = { samples: {}, sampledAt: undefined };

export async function samplesOf(
  environment: Environment,
  workflowId: string,
  definition: Definition,
): Promise<Sampled> {
  if (definition.settings?.confidential === true) return none;
  const [run] = await environment.store.runs({ workflowId }, { limit: 1, cursor: undefined });
  const steps = run && (await outputsOf(environment, run.id, definition));
  const { type, config } = definition.trigger;
  const compiled = registry.triggers.get(type)?.compile(config);
  if (!compiled?.ok) return { samples: { steps }, sampledAt: run?.createdAt };
  const event = await newest(environment, compiled.compiled, run?.eventId);
  const request = type === "webhook" ? environment.hooks.last(workflowId) : undefined;
  const { samples, sampledAt } = latest(compiled.compiled, event, request);
  return { samples: { steps, ...samples }, sampledAt };
}

type Request = ReturnType<Environment["hooks"]["last"]>;

/** A request that started nothing is no event. */
function latest(
  trigger: CompiledTrigger,
  event: StoredEvent | undefined,
  request: Request,
): Sampled {
  if (request && request.receivedAt > (event?.receivedAt ?? 0))
    return { samples: { trigger: request.data }, sampledAt: request.receivedAt };
  return event ? { samples: triggerSamples(trigger, event), sampledAt: event.receivedAt } : none;
}

function triggerSamples(trigger: CompiledTrigger, event: StoredEvent): VariableSamples {
  return {
    trigger: trigger.data(event),
    previous: trigger.previous(event),
    event: eventVariable(event),
  };
}

/** An event that the trigger of the draft listens to may never have started a run. */
async function newest(
  { store }: Environment,
  { listens }: CompiledTrigger,
  eventId: string | undefined,
): Promise<StoredEvent | undefined> {
  if (listens === "own") return eventId === undefined ? undefined : store.event(eventId);
  const found = await Promise.all(
    listens.map((type) => store.events({ type }, { limit: 1, cursor: undefined })),
  );
  return found.flat().toSorted((left, right) => right.receivedAt - left.receivedAt)[0];
}

/** The latest output of each step that is still in the draft, of the same type. */
async function outputsOf({ host }: Environment, runId: string, definition: Definition) {
  const types = new Map([...walkSteps(definition)].map(({ step }) => [step.id, step.type]));
  const history = await host.history(runId);
  const outputs: [string, Json][] = [];
  for (const { stepId, type, status, output } of history?.stepRuns ?? [])
    if (status === "succeeded" && output !== undefined && types.get(stepId) === type)
      outputs.push([stepId, output]);
  return Object.fromEntries(outputs);
}
