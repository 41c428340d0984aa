import { type DecisionOutcome, type EventRecord, eventVariable } from "./event.ts";
import type { JsonObject } from "./json.ts";
import { textOf } from "./template.ts";
import type { Program } from "./program.ts";
import type { RunSettings } from "./run.ts";
import type { Scope } from "./scope.ts";
import { failureOf } from "./step-error.ts";

/** Why an event does or does not start a run of a program; recorded for every pair of them. */
export interface Verdict {
  readonly outcome: DecisionOutcome;
  readonly detail?: string;
}

const started: Verdict = { outcome: "started" };

/** What conditions on the trigger see beside the event. */
export interface Circumstances {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly settings: RunSettings;
}

/** Does an event that a program listens to start a run? Pure: hindcast asks the same. */
export function decide(program: Program, event: EventRecord, around: Circumstances): Verdict {
  const { workflow, cycleLimit, when } = program;
  const loops = event.causes.filter((cause) => cause.workflowId === workflow.id).length;
  if (loops >= cycleLimit)
    return {
      outcome: "cycle_limit",
      detail: `${loops} runs of this workflow led to the event; its cycle limit is ${cycleLimit}`,
    };
  if (!when) return started;
  try {
    if (when.evaluate(triggerScope(program, event, around)) === true) return started;
    return { outcome: "condition_not_met", detail: "the trigger's condition is not met" };
  } catch (error) {
    return { outcome: "condition_failed", detail: failureOf(error).message };
  }
}

/** The key whose runs share a concurrency limit; all runs of the workflow where none is set. */
export function concurrencyKey(
  program: Program,
  event: EventRecord,
  around: Circumstances,
): string {
  const key = program.concurrency?.key;
  return key ? textOf(key.evaluate(triggerScope(program, event, around))).slice(0, 500) : "";
}

/** What a condition on the trigger sees: there is no run yet. */
function triggerScope(
  program: Program,
  event: EventRecord,
  { now, settings }: Circumstances,
): Scope {
  const { variable, timeZone, trigger } = program;
  return {
    now,
    timeZone,
    limits: settings.limits,
    trigger: trigger.data(event),
    previous: trigger.previous(event),
    event: eventVariable(event),
    run: noVariables,
    workflow: variable,
    env: settings.env,
    step: () => undefined,
    enclosing: () => undefined,
    variable: () => undefined,
  };
}

const noVariables: JsonObject = {};
