import type { Frame, OpenState, Run } from "../../run.ts";

/** All that a run holds, as text without the ways up: two pictures are equal if the runs are. */
export function picture(run: Run): string {
  const { root, ...rest } = run;
  return JSON.stringify({ ...rest, root: root && pictureOfFrame(root) });
}

function pictureOfFrame({ parent, owner, steps, current, outputs, ...rest }: Frame): object {
  return {
    ...rest,
    parentKey: parent?.key,
    ownerPath: owner?.path,
    steps: steps.map(({ id }) => id),
    outputs: [...outputs],
    current: current && {
      ...current,
      step: current.step.id,
      state: pictureOfState(current.state),
    },
  };
}

function pictureOfState(state: OpenState): object {
  if (state.kind === "handler") return { ...state, frame: pictureOfFrame(state.frame) };
  if (state.kind !== "frames") return state;
  const { plan, frames, latest, ...rest } = state;
  const { count, concurrency, join } = plan;
  return {
    ...rest,
    plan: { count, concurrency, join },
    frames: frames.map(pictureOfFrame),
    latest: [...latest],
  };
}
