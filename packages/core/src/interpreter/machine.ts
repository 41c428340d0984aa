import type { Json } from "../json.ts";
import type { Program, ProgramStep } from "../program.ts";
import type { Frame, OpenStep, Run, RunReason } from "../run.ts";
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
  /** Steps that may still begin in this slice. */
  budget: number;
  /** Set by an end step: everything unwinds. */
  ending: RunEnd | undefined;
}

/**
 * Watches a fold: history, hindcast and tests are made of it. The interpreter never reads it.
 */
export interface Trace {
  begun(open: OpenStep, at: number, input: () => Json): void;
  ended(open: OpenStep, at: number, end: TraceEnd): void;
  attempted(open: OpenStep, at: number, attempt: number): void;
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

/** What the expressions of a frame see. */
export function scopeOf(machine: Machine, frame: Frame): Scope {
  const { run, program, at } = machine;
  const { identity } = run;
  return {
    now: at,
    timeZone: program.timeZone,
    trigger: run.trigger,
    previous: run.previous,
    event: identity.event as unknown as Json,
    env: identity.env,
    limits: program.limits,
    get run() {
      const { id, number, attempt } = identity;
      return { id, number, attempt, startedAt: run.startedAt ?? null };
    },
    get workflow() {
      return { ...program.workflow, version: program.version };
    },
    step: (id) => stepOutput(frame, id),
    enclosing: (id) => enclosingScope(frame, id),
    variable: (name) => (Object.hasOwn(run.vars, name) ? run.vars[name] : undefined),
  };
}

function stepOutput(frame: Frame, id: string): Json | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent) {
    const output = at.outputs.get(id);
    if (output !== undefined) return output;
  }
  return undefined;
}

function enclosingScope(frame: Frame, id: string): Json | undefined {
  for (let at: Frame | undefined = frame; at; at = at.parent)
    if (at.owner?.step.id === id) return at.scope;
  return undefined;
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

export function limitFailure(message: string): StepFailure {
  return { code: "limit_reached", message, retryable: false };
}
