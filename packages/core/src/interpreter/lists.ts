import { required } from "../assert.ts";
import { errorBranchId } from "../error-branch.ts";
import type { Json } from "../json.ts";
import { limitMessage } from "../limits.ts";
import type { Frame, OpenState, OpenStep } from "../run.ts";
import type { Scope } from "../scope.ts";
import { failureOf, type StepFailure } from "../step-error.ts";
import type { Branches, Plan, Wait, WaitEnd } from "../step-type.ts";
import { childFrame } from "./child-frame.ts";
import { framesState, settleFrames } from "./frames.ts";
import { type ListResult, type Machine, pathOf, scopeOf, type TraceEnd } from "./machine.ts";

const open: ListResult = { kind: "open" };
const completed: ListResult = { kind: "completed" };
const stopped: ListResult = { kind: "stopped" };

/** Carries a list of steps as far as it goes without a new fact. */
export function runList(machine: Machine, frame: Frame): ListResult {
  const scope = scopeOf(machine, frame);
  for (;;) {
    if (!frame.current) {
      if (frame.position >= frame.steps.length) return completed;
      if (machine.budget <= 0) return open;
      if (isSpent(machine, frame)) return open;
      frame.current = begin(machine, frame, scope);
    }
    const result = leave(machine, frame, settle(machine, frame, frame.current));
    if (result) return result;
  }
}

/** Takes a settled step off the list; undefined where the list goes on with the next one. */
function leave(machine: Machine, frame: Frame, state: OpenState): ListResult | undefined {
  const current = required(frame.current, "a step is open");
  current.state = state;
  switch (state.kind) {
    case "done":
      finish(machine, frame, { status: "succeeded", output: state.output });
      frame.outputs.set(current.step.id, state.output);
      return undefined;
    case "failed":
      return fail(machine, frame, state.failure);
    case "stop":
      finish(machine, frame, { status: "succeeded", output: state.output });
      return stopped;
    case "end":
      finish(machine, frame, { status: "succeeded", output: null });
      endAround(machine, frame);
      machine.ending = { kind: "ended", end: state.end };
      return open;
    case "perform":
    case "retry":
    case "wait":
    case "frames":
    case "handler":
      return open;
  }
}

/** The steps around an end step have done their work with it; what is beside it is given up. */
function endAround({ trace, at: now }: Machine, frame: Frame): void {
  for (let at: Frame | undefined = frame; at; at = at.parent)
    if (at.owner)
      trace?.ended(at.owner, now, shown(at.owner, { status: "succeeded", output: null }));
}

/** A step whose failure was handled has failed all the same, with its own failure. */
function shown({ handled }: OpenStep, end: TraceEnd): TraceEnd {
  return handled ? { status: "failed", failure: handled } : end;
}

function finish(machine: Machine, frame: Frame, end: TraceEnd): void {
  const current = required(frame.current, "a step is open");
  machine.trace?.ended(current, machine.at, shown(current, end));
  frame.current = undefined;
  frame.position += 1;
}

/** The step's error policy: fail its list, go on with `{error}`, or run the error branch. */
function fail(machine: Machine, frame: Frame, given: StepFailure): ListResult | undefined {
  const current = required(frame.current, "a step is open");
  const { step } = current;
  const failure = given.stepId === undefined ? { ...given, stepId: step.id } : given;
  const handler = step.branches.get(errorBranchId);
  if (step.onError === "branch" && handler && !current.handled) {
    current.handled = failure;
    // The time-out bounds the step's own work: what has run out must not end the error branch too.
    current.deadlineAt = undefined;
    machine.trace?.handled(current, machine.at);
    const scope = { error: errorValue(failure) };
    const inner = childFrame(frame, current, { index: 0, key: errorBranchId, scope });
    current.state = { kind: "handler", failure, frame: { ...inner, steps: handler.steps } };
    return undefined;
  }
  finish(machine, frame, { status: "failed", failure });
  if (step.onError !== "continue") return { kind: "failed", failure };
  frame.outputs.set(step.id, { error: errorValue(failure) });
  return undefined;
}

/** A failure as `scopes.<id>.error` and as the output of a step that goes on. */
function errorValue(failure: StepFailure): Json {
  const { code, message, details, stepId } = failure;
  return {
    code,
    message,
    ...(details !== undefined && { details }),
    ...(stepId !== undefined && { stepId }),
  };
}

function begin(machine: Machine, frame: Frame, scope: Scope): OpenStep {
  const { run, at } = machine;
  const step = required(frame.steps[frame.position], "position is inside the list");
  machine.budget -= 1;
  run.stepRunCount += 1;
  const begun: OpenStep = {
    step,
    path: pathOf(frame, step),
    startedAt: at,
    deadlineAt: step.timeoutMs === undefined ? undefined : at + step.timeoutMs,
    handled: undefined,
    state: { kind: "done", output: null },
  };
  machine.trace?.begun(begun, at, () => step.config.input(scope));
  begun.state = firstState(machine, begun, scope);
  return begun;
}

/** The limit of the whole run ends it past every error policy: or a loop that goes on would not. */
function isSpent(machine: Machine, frame: Frame): boolean {
  const max = machine.run.identity.settings.limits.runJournalEntriesMax;
  if (machine.run.stepRunCount < max) return false;
  const { id: stepId } = required(frame.steps[frame.position], "position is inside the list");
  const message = limitMessage("runJournalEntriesMax", max);
  const failure = { code: "limit_reached", message, retryable: false, stepId };
  machine.ending = { kind: "failed", failure };
  return true;
}

/** The one place where a step's own code runs; whatever it throws becomes the step's failure. */
function firstState(machine: Machine, begun: OpenStep, scope: Scope): OpenState {
  const { config } = begun.step;
  try {
    switch (config.kind) {
      case "compute": {
        const { output, assign, runOutput, message } = config.compute(scope);
        if (assign) machine.run.vars = { ...machine.run.vars, ...assign };
        if (runOutput !== undefined) machine.run.output = runOutput;
        if (message !== undefined) machine.run.messages = [...machine.run.messages, message];
        return { kind: "done", output };
      }
      case "control":
        return plannedState(config.plan(scope, branchesOf(begun)));
      case "wait":
        return waitState(config.wait(scope, branchesOf(begun)));
      case "action":
        return {
          kind: "perform",
          request: config.request(scope),
          attempt: 1,
          isIntended: false,
        };
    }
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
}

function waitState(wait: Wait): OpenState {
  return { kind: "wait", wait, calledRunId: undefined, end: undefined };
}

function plannedState(plan: Plan): OpenState {
  switch (plan.kind) {
    case "frames":
      return framesState(plan.frames);
    case "pass":
      return { kind: "done", output: plan.output };
    case "stop":
    case "end":
      return plan;
  }
}

function branchesOf(begun: OpenStep): Branches {
  const { branches, branchIds } = begun.step;
  return {
    ids: branchIds,
    isMet(id, scope) {
      const { when } = required(branches.get(id), `branch ${id}`);
      return when === undefined || when.evaluate(scope) === true;
    },
  };
}

/** What has become of an open step by now: time has passed, or a fact has changed what is below. */
function settle(machine: Machine, frame: Frame, current: OpenStep): OpenState {
  const { state } = current;
  if (isOverdue(current, machine.at)) return { kind: "failed", failure: deadlineFailure(current) };
  switch (state.kind) {
    case "retry":
      return settleRetry(machine, current, state);
    case "wait":
      return settleWait(machine, frame, { current, state });
    case "frames":
      return settleFrames(machine, { frame, current, state, runList });
    case "handler":
      return settleHandler(machine, frame, state);
    case "done":
    case "failed":
    case "stop":
    case "end":
    case "perform":
      return state;
  }
}

type StateOf<Kind extends OpenState["kind"]> = Extract<OpenState, { kind: Kind }>;

function settleRetry(machine: Machine, current: OpenStep, state: StateOf<"retry">): OpenState {
  if (state.at > machine.at) return state;
  const { request, attempt } = state;
  machine.trace?.attempted(current, machine.at, attempt);
  return { kind: "perform", request, attempt, isIntended: false };
}

interface Waiting {
  readonly current: OpenStep;
  readonly state: StateOf<"wait">;
}

/** What comes after the wait may be frames, which are carried on at once. */
function settleWait(machine: Machine, frame: Frame, { current, state }: Waiting): OpenState {
  const { wait, end } = state;
  const isDue = wait.untilMs !== undefined && wait.untilMs <= machine.at;
  if (!end && !isDue) return state;
  current.state = resumedState(wait, end ?? { by: "time" });
  return settle(machine, frame, current);
}

function resumedState(wait: Wait, end: WaitEnd): OpenState {
  try {
    return plannedState(wait.resume(end));
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
}

function settleHandler(machine: Machine, frame: Frame, state: StateOf<"handler">): OpenState {
  const result = runList(machine, state.frame);
  if (result.kind === "open") return state;
  if (result.kind === "failed") return result;
  for (const [id, output] of state.frame.outputs) frame.outputs.set(id, output);
  return { kind: "done", output: { error: errorValue(state.failure) } };
}

function isOverdue({ state, deadlineAt }: OpenStep, at: number): boolean {
  const isOver = state.kind === "done" || state.kind === "failed";
  return !isOver && deadlineAt !== undefined && deadlineAt <= at;
}

function deadlineFailure({ step }: OpenStep): StepFailure {
  const message = `the step did not end within its time-out of ${step.timeoutMs} ms`;
  return { code: "timeout", message, retryable: false };
}
