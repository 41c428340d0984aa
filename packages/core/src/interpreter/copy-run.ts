import type { Frame, OpenState, OpenStep, Run } from "../run.ts";

/**
 * A copy of the run's live tree, so that `advance` may change it freely. Only what is open is
 * copied (frames that have ended are gone); values are shared.
 */
export function copyRun(run: Run): Run {
  return { ...run, root: run.root && copyFrame(run.root, undefined, undefined) };
}

function copyFrame(frame: Frame, parent: Frame | undefined, owner: OpenStep | undefined): Frame {
  const copy: Frame = { ...frame, parent, owner, outputs: new Map(frame.outputs) };
  copy.current = frame.current && copyOpen(frame.current, copy);
  return copy;
}

function copyOpen(open: OpenStep, frame: Frame): OpenStep {
  const copy: OpenStep = { ...open };
  copy.state = copyState(open.state, frame, copy);
  return copy;
}

function copyState(state: OpenState, frame: Frame, owner: OpenStep): OpenState {
  if (state.kind === "frames") {
    const frames = state.frames.map((child) => copyFrame(child, frame, owner));
    return { ...state, frames, latest: new Map(state.latest) };
  }
  if (state.kind === "handler") return { ...state, frame: copyFrame(state.frame, frame, owner) };
  return state;
}
