import { formatInstant } from "../instant.ts";
import { type Json, type JsonObject, ownValue } from "../json.ts";
import type { Program, ProgramStep } from "../program.ts";
import type { Frame, OpenStep, RetryState, Run, RunReason } from "../run.ts";
import type { Scope } from "../scope.ts";
import type { StepFailure } from "../step-error.ts";
import type { RunEnd } from "../step-type.ts";

/** One call of `advance`: the run's private copy and what is said only for this call. */
export interface Machine {
  readonly program: Program;
  readonly run: Run;
  /** The time of the fact: the only time there is. */
  readonly at: number;
  readonly trace: Trace | undefined;
  /** `run` as expressions see it. */
  runVariable: JsonObject;
  /** Steps that may still begin in this slice. */
  budget: number;
  /** Set by an end step, or by a limit of the whole run: everything unwinds. */
  ending: Ending | undefined;
}

export type Ending =
  | { readonly kind: "ended"; readonly end: RunEnd }
  | { readonly kind: "failed"; readonly failure: StepFailure };

/**
 * Watches a fold: history, hindcast and tests are made of it. The interpreter never reads it.
 */
export interface Trace {
  begun(open: OpenStep, at: number, input: () => Json): void;
  ended(open: OpenStep, at: number, end: TraceEnd): void;
  /** An attempt has failed and another one is due. */
  postponed(open: OpenStep, at: number, state: RetryState): void;
  attempted(open: OpenStep, at: number, attempt: number): void;
  /** The workflow that the step calls has started this run. */
  called(open: OpenStep, runId: string): void;
  /** The step's own work has failed: its error branch begins, what was open below is given up. */
  handled(open: OpenStep, at: number): void;
}

export type TraceEnd =
  | { readonly status: "succeeded"; readonly output: Json }
  | { readonly status: "failed"; readonly failure: StepFailure }
  | { readonly status: "canceled" };

/** What became of a list of steps. */
export type ListResult =
  | { readonly kind: "open" }
  | { readonly kind: "completed" }
  /** A step left the list before its end. */
  | { readonly kind: "stopped" }
  | { readonly kind: "failed"; readonly failure: StepFailure };

export function pathOf(frame: Frame, step: ProgramStep): string {
  return frame.owner ? `${frame.owner.path}/${frame.key}/${step.id}` : step.id;
}

/** A scope that knows its frame; the three readers are shared, so making one costs little. */
interface FrameScope extends Scope {
  readonly frame: Frame;
  readonly owner: Run;
}

/** What the expressions of a frame see. */
export function scopeOf(machine: Machine, frame: Frame): Scope {
  const { run, program, at, runVariable } = machine;
  const scope: FrameScope = {
    now: at,
    timeZone: program.timeZone,
    trigger: run.trigger,
    previous: run.previous,
    event: run.event,
    env: run.identity.settings.env,
    limits: run.identity.settings.limits,
    run: runVariable,
    workflow: program.variable,
    frame,
    owner: run,
    step: stepOutput,
    enclosing: enclosingScope,
    variable: variableValue,
  };
  return scope;
}

function stepOutput(this: Scope, id: string): Json | undefined {
  for (let at: Frame | undefined = (this as FrameScope).frame; at; at = at.parent) {
    const output = at.outputs.get(id);
    if (output !== undefined) return output;
  }
  return undefined;
}

function enclosingScope(this: Scope, id: string): Json | undefined {
  for (let at: Frame | undefined = (this as FrameScope).frame; at; at = at.parent)
    if (at.owner?.step.id === id) return at.scope;
  return undefined;
}

function variableValue(this: Scope, name: string): Json | undefined {
  return ownValue((this as FrameScope).owner.vars, name);
}

/** `run` as expressions see it. */
export function runVariableOf({ identity, startedAt }: Run): JsonObject {
  const { id, number, attempt } = identity;
  const started = startedAt === undefined ? null : formatInstant(startedAt);
  return { id, number, attempt, startedAt: started };
}

/** Why a run failed, read off the failure of the step that failed it. */
export function reasonOf(failure: StepFailure): RunReason {
  switch (failure.code) {
    case "limit_reached":
      return "limit";
    case "uncertain_effect":
      return "uncertain_effect";
    default:
      return "step_error";
  }
}
