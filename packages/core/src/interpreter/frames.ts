import { required } from "../assert.ts";
import type { Frame, FramesState, OpenState, OpenStep } from "../run.ts";
import { failureOf } from "../step-error.ts";
import type { FramePlan } from "../step-type.ts";
import { childFrame } from "./child-frame.ts";
import { type ListResult, type Machine, scopeOf } from "./machine.ts";

/* The frames of a control step: which to enter, how many at once, and what their ends mean. */

interface Control {
  readonly frame: Frame;
  readonly current: OpenStep;
  readonly state: FramesState;
  /** Carries a frame's list on. */
  readonly runList: (machine: Machine, frame: Frame) => ListResult;
}

export function framesState(plan: FramePlan): FramesState {
  return {
    kind: "frames",
    plan,
    frames: [],
    next: 0,
    entered: 0,
    skipped: 0,
    succeeded: 0,
    failed: 0,
    isStopped: false,
    outcomes: {},
    firstFailure: undefined,
    latest: new Map(),
  };
}

/** Carries the open frames on, enters new ones, and concludes when the join is decided. */
export function settleFrames(machine: Machine, control: Control): OpenState {
  const { state, runList } = control;
  for (const child of state.frames.slice()) {
    if (isDecided(state)) break;
    leaveFrame(state, child, runList(machine, child));
    if (machine.ending) return state;
  }
  try {
    while (canEnter(state) && machine.budget > 0 && !machine.ending) enterNext(machine, control);
    if (machine.ending) return state;
    return isDecided(state) || isExhausted(state) ? conclude(control) : state;
  } catch (error) {
    return { kind: "failed", failure: failureOf(error) };
  }
}

/** A frame can be entered: what the run owes when a slice ends before. */
export function canEnter(state: FramesState): boolean {
  const { plan, next, frames, isStopped } = state;
  return next < plan.count && frames.length < plan.concurrency && !isStopped && !isDecided(state);
}

function enterNext(machine: Machine, { frame, current, state, runList }: Control): void {
  const { plan, next } = state;
  state.next = next + 1;
  const { branch, key, scope } = plan.frame(next);
  const { steps } = required(current.step.branches.get(branch), `branch ${branch}`);
  const child: Frame = { ...childFrame(frame, current, { index: next, key, scope }), steps };
  const choice = plan.enter?.(scopeOf(machine, child), next) ?? "enter";
  // A frame in which no step begins is work too: or a slice could have no end.
  if (choice !== "enter" || steps.length === 0) machine.budget -= 1;
  if (choice === "enter") {
    state.entered += 1;
    state.frames.push(child);
    leaveFrame(state, child, runList(machine, child));
    return;
  }
  if (choice === "skip") state.skipped += 1;
  else state.isStopped = true;
}

function leaveFrame(state: FramesState, child: Frame, result: ListResult): void {
  if (result.kind === "open") return;
  state.frames.splice(state.frames.indexOf(child), 1);
  if (result.kind === "failed") {
    state.failed += 1;
    state.firstFailure ??= result.failure;
    if (state.plan.join === "until_failure") state.isStopped = true;
  } else {
    state.succeeded += 1;
    keepLatest(state, child);
  }
  const outcome = result.kind === "failed" ? "failed" : "succeeded";
  if (state.plan.keepsOutcomes) state.outcomes = { ...state.outcomes, [child.key]: outcome };
}

/** By index, not by the order of ending: concurrency must not change what later steps see. */
function keepLatest({ latest }: FramesState, { index, outputs }: Frame): void {
  for (const [id, output] of outputs)
    if (index >= (latest.get(id)?.index ?? 0)) latest.set(id, { index, output });
}

/** The join is decided though frames may still be open: they are dropped, which cancels them. */
function isDecided({ plan, succeeded, failed }: FramesState): boolean {
  switch (plan.join) {
    case "all":
      return failed > 0;
    case "any":
      return succeeded > 0;
    case "race":
      return succeeded + failed > 0;
    default:
      return false;
  }
}

function isExhausted({ plan, next, frames, isStopped }: FramesState): boolean {
  return frames.length === 0 && (isStopped || next >= plan.count);
}

function conclude({ frame, state }: Control): OpenState {
  const { plan, firstFailure, succeeded } = state;
  const { join } = plan;
  const isFatal = join === "all" || join === "race" || (join === "any" && succeeded === 0);
  if (isFatal && firstFailure) return { kind: "failed", failure: firstFailure };
  for (const [id, { output }] of state.latest) frame.outputs.set(id, output);
  if (plan.keepsOutcomes)
    for (const { key } of state.frames) state.outcomes = { ...state.outcomes, [key]: "canceled" };
  return { kind: "done", output: plan.output(state) };
}
