import type { JsonObject } from "../json.ts";
import type { Frame, OpenStep } from "../run.ts";

export interface ChildStart {
  readonly index: number;
  readonly key: string;
  readonly scope: JsonObject;
}

/** A frame below an open step; its steps are still to be given. */
export function childFrame(parent: Frame, owner: OpenStep, start: ChildStart): Frame {
  return {
    ...start,
    parent,
    owner,
    steps: [],
    position: 0,
    current: undefined,
    outputs: new Map(),
  };
}
