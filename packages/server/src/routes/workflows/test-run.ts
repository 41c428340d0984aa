import { ProblemError, type testStep, type testWorkflow } from "@stepwell/api";
import { registry } from "@stepwell/catalog";
import {
  type Definition,
  endingAfter,
  type EventRecord,
  type Json,
  nearestName,
  type Program,
  required,
  stepTrial,
  walkSteps,
  withGivenOutputs,
  type WorkflowRow,
} from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { issueAt } from "../../http/problems.ts";
import { notFound } from "../../refuse.ts";
import { runTrial } from "../../trials/trial.ts";
import { stepTrialProgram, trialProgram } from "../../trials/trial-program.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { shownSamples } from "../samples/samples.ts";
import { loadWorkflow, readDefinition } from "./load.ts";

export const run: Handler<typeof testWorkflow> = async (call) => {
  const { environment, server, params, body, signal } = call;
  const row = await loadWorkflow(environment, params.id);
  const whole = await trialProgram(environment, row, body);
  const definition = body.definition ?? row.draft;
  checkAllowed(readDefinition(definition), body.allow);
  const program = await partOf(whole, row, call);
  const event = await chosenEvent(call, program, sampleOf(program, definition));
  const allowed = new Set(body.allow);
  const startAt = server.clock.now();
  const runId = server.ids.make("run");
  const isAllowed = (id: string): boolean => allowed.has(id);
  return runTrial(environment, { program, event, startAt, runId, signal, isAllowed });
};

/** Up to the step that is asked for, and with what has been kept, where that is asked for. */
async function partOf(
  whole: Program,
  row: WorkflowRow,
  { environment, body }: Call<typeof testWorkflow>,
): Promise<Program> {
  const program = body.until === undefined ? whole : endingAfter(whole, body.until);
  if (!program)
    throw new ProblemError("invalid_input", `There is no step “${body.until}” that runs.`);
  if (!body.useSamples) return program;
  // Of what is tried, which need not be the draft.
  const definition = body.definition === undefined ? draftOf(row) : readDefinition(body.definition);
  const kept = [...(await shownSamples(environment, row, definition))].map(
    ([place, { value }]) => [place, value] as const,
  );
  // What is to be carried out is not to be replaced.
  const given = kept.filter(([place]) => !body.allow.includes(place));
  return withGivenOutputs(program, Object.fromEntries(given));
}

/** A misspelt step would only be simulated, and nobody would know why. */
function checkAllowed(definition: Definition, allow: readonly string[]): void {
  const known = new Set([...walkSteps(definition)].map(({ step }) => step.id));
  const issues = allow.flatMap((id, index) => {
    if (known.has(id)) return [];
    const near = nearestName(id, [...known]);
    const hint = near === undefined ? "" : `; did you mean “${near}”?`;
    const message = `there is no step “${id}”${hint}`;
    return [issueAt("body", { path: ["allow", index], code: "unknown_step", message })];
  });
  const [first] = issues;
  if (first) throw new ProblemError("invalid_input", `In allow ${first.message}`, { issues });
}

/** The trigger's own sample, where its config has one, or that of its type. */
function sampleOf({ trigger }: Program, definition: Json): Json {
  const { type } = readDefinition(definition).trigger;
  return trigger.sampleData ?? required(registry.triggers.get(type), "a known trigger").sampleEvent;
}

/** A past event as it was; otherwise one made of the data given, or of the trigger's sample. */
async function chosenEvent(
  { environment, server, body }: Call<typeof testWorkflow>,
  { workflow, trigger }: Program,
  sample: Json,
): Promise<EventRecord> {
  if (body.event === undefined) {
    const data = trigger.completed(body.sample ?? sample);
    return madeEvent(data, workflow.id, server.clock.now());
  }
  if (body.sample !== undefined)
    throw new ProblemError("invalid_input", "Give an event or a sample, not both.");
  const event = await environment.store.event(body.event);
  if (!event) throw notFound("event", body.event);
  return event;
}

function madeEvent(data: Json, target: string, now: number): EventRecord {
  const time = new Date(now).toISOString();
  return { id: "evt_trial", type: "trial", source: "trial", time, data, target, causes: [] };
}

export const step: Handler<typeof testStep> = async (call) => {
  const { environment, server, params, body, signal } = call;
  const row = await loadWorkflow(environment, params.id);
  const whole = await stepTrialProgram(environment, row, { ...body, stepId: params.stepId });
  const { trigger = {}, ...variables } = body.variables;
  const program = required(stepTrial(whole, params.stepId, variables), "the step is there");
  const startAt = server.clock.now();
  const event = madeEvent(trigger, row.id, startAt);
  const isAllowed = (): boolean => body.allow;
  const runId = server.ids.make("run");
  const trial = await runTrial(environment, { program, event, startAt, runId, signal, isAllowed });
  const ownRuns = trial.stepRuns.filter(({ stepId }) => stepId === params.stepId);
  return { ...trial, stepRuns: ownRuns };
};
