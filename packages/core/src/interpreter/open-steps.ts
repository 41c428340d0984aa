import type { Frame, OpenStep, Run } from "../run.ts";

/** The frames directly below an open step. */
function framesOf({ state }: OpenStep): readonly Frame[] {
  if (state.kind === "frames") return state.frames;
  return state.kind === "handler" ? [state.frame] : [];
}

/** Every open frame of a run, outer ones first, in the order in which they were entered. */
export function* openFrames(run: Run): Generator<Frame, void> {
  if (run.root) yield* framesBelow(run.root);
}

function* framesBelow(frame: Frame): Generator<Frame, void> {
  yield frame;
  if (!frame.current) return;
  for (const child of framesOf(frame.current)) yield* framesBelow(child);
}

/** Every open step of a run, outer ones first. */
export function* openSteps(run: Run): Generator<OpenStep, void> {
  for (const { current } of openFrames(run)) if (current) yield current;
}

export function findOpen(run: Run, path: string): OpenStep | undefined {
  for (const open of openSteps(run)) if (open.path === path) return open;
  return undefined;
}
