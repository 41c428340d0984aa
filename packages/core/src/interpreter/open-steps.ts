import type { Frame, OpenStep, Run } from "../run.ts";

const none: readonly Frame[] = [];

/** The frames directly below an open step. */
function framesOf({ state }: OpenStep): readonly Frame[] {
  if (state.kind === "frames") return state.frames;
  return state.kind === "handler" ? [state.frame] : none;
}

/**
 * Every open frame of a run, outer ones first, in the order in which they were entered. A list and
 * no generator: nested ones take five times as long, and this is walked at every fact.
 */
export function openFrames(run: Run): readonly Frame[] {
  const found: Frame[] = [];
  if (run.root) addFrames(run.root, found);
  return found;
}

function addFrames(frame: Frame, found: Frame[]): void {
  found.push(frame);
  if (!frame.current) return;
  for (const child of framesOf(frame.current)) addFrames(child, found);
}

/** Every open step of a run, outer ones first. */
export function openSteps(run: Run): readonly OpenStep[] {
  return openFrames(run).flatMap(({ current }) => current ?? []);
}

export function findOpen(run: Run, path: string): OpenStep | undefined {
  return run.root && findBelow(run.root, path);
}

/** Only where the path leads: a step's path begins with that of the step around it. */
function findBelow({ current }: Frame, path: string): OpenStep | undefined {
  if (current?.path === path) return current;
  if (!current || !path.startsWith(`${current.path}/`)) return undefined;
  for (const child of framesOf(current)) {
    const found = findBelow(child, path);
    if (found) return found;
  }
  return undefined;
}
