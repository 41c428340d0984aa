import { registry } from "@stepwell/catalog";
import {
  type CompiledTrigger,
  type Definition,
  type Json,
  type StoredEvent,
  type VariableSamples,
  walkSteps,
  type WorkflowRow,
} from "@stepwell/core";
import { isConfidential } from "../../closed-workflow.ts";
import type { Environment } from "../../environment.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { type KeptSamples, triggerPlace } from "../../samples.ts";
import { runSamples, triggerSamples } from "../samples/run-samples.ts";
import { shownSamples } from "../samples/samples.ts";

/*
 * Values for the picker: those that people have kept, and otherwise those of the newest event that
 * the workflow got or would get, and of its newest run. A confidential workflow has none.
 */

interface Sampled {
  readonly samples: VariableSamples;
  readonly sampledAt: number | undefined;
}

const none: Sampled = { samples: {}, sampledAt: undefined };

/** @param runId the run whose values are wanted, and no others */
export async function samplesOf(
  environment: Environment,
  row: WorkflowRow,
  runId: string | undefined,
): Promise<Sampled> {
  const definition = draftOf(row);
  if (runId !== undefined) return ofRun(environment, { workflowId: row.id, runId, definition });
  if (isConfidential(definition)) return none;
  const { samples, sampledAt } = await newestSamples(environment, row.id, definition);
  return { samples: withKept(samples, await shownSamples(environment, row)), sampledAt };
}

async function ofRun(
  environment: Environment,
  wanted: Parameters<typeof runSamples>[1],
): Promise<Sampled> {
  const samples = await runSamples(environment, wanted);
  if (samples === "confidential") return none;
  const run = await environment.store.run(wanted.runId);
  return { samples, sampledAt: run?.createdAt };
}

function withKept(samples: VariableSamples, kept: KeptSamples): VariableSamples {
  const values = [...kept].map(([place, { value }]) => [place, value] as const);
  const { [triggerPlace]: trigger, ...steps } = Object.fromEntries(values);
  return {
    ...samples,
    ...(trigger !== undefined && { trigger }),
    steps: { ...samples.steps, ...steps },
  };
}

async function newestSamples(
  environment: Environment,
  workflowId: string,
  definition: Definition,
): Promise<Sampled> {
  const run = await newestOpenRun(environment, workflowId);
  const steps = run && (await outputsOf(environment, run.id, definition));
  const { type, config } = definition.trigger;
  const compiled = registry.triggers.get(type)?.compile(config);
  if (!compiled?.ok) return { samples: { steps }, sampledAt: run?.createdAt };
  const event = await newest(environment, compiled.compiled, run?.eventId);
  const request = type === "webhook" ? openRequest(environment, workflowId) : undefined;
  const { samples, sampledAt } = latest(compiled.compiled, event, request);
  return { samples: { steps, ...samples }, sampledAt };
}

/** None where the newest is confidential, as one of an event that another workflow has hidden. */
async function newestOpenRun({ store, confidential }: Environment, workflowId: string) {
  const [run] = await store.runs({ workflowId }, { limit: 1, cursor: undefined });
  return run && (await confidential.ofRun(run)) ? undefined : run;
}

function openRequest({ hooks }: Environment, workflowId: string): Request {
  const request = hooks.last(workflowId);
  return request?.isConfidential === true ? undefined : request;
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

/** An event that the trigger of the draft listens to may never have started a run. */
async function newest(
  { store, confidential }: Environment,
  { listens }: CompiledTrigger,
  eventId: string | undefined,
): Promise<StoredEvent | undefined> {
  if (listens === "own") return eventId === undefined ? undefined : store.event(eventId);
  const found = await Promise.all(
    listens.map((type) => store.events({ type }, { limit: 1, cursor: undefined })),
  );
  const open = found.flat().filter((event) => !confidential.ofEvent(event));
  return open.toSorted((left, right) => right.receivedAt - left.receivedAt)[0];
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
