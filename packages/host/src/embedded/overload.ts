import type { Occurrence, Overload, Store } from "@stepwell/core";

/*
 * Back-pressure: an event is refused before anything of it is stored, never accepted and dropped.
 */

const backlogUnitsMax = 5000;
const backlogBytesMax = 64 * 1024 * 1024;
const busyMs = 1000;
const readOnlyMs = 5000;

export interface InnerLoad {
  readonly isStopping: boolean;
  readonly store: Store;
}

export interface Load extends InnerLoad {
  readonly liveRuns: number;
  readonly liveRunsMax: number;
  readonly liveBytes: number;
  readonly liveBytesMax: number;
  /** Actions of the occurrence's workflow that wait for a place. */
  readonly queuedActions: number;
}

/**
 * For what runs themselves bring about. Runs in memory are no reason to refuse it: they may be in
 * memory because they wait for just this.
 */
export function innerOverloadOf({ isStopping, store }: InnerLoad): Overload | undefined {
  if (isStopping) return overload("stopping", readOnlyMs);
  if (store.health().status === "read_only") return overload("read_only", readOnlyMs);
  const { units, bytes } = store.backlog();
  const isFull = units > backlogUnitsMax || bytes > backlogBytesMax;
  return isFull ? overload("server_busy", busyMs) : undefined;
}

/** For what comes from outside. */
export function overloadOf(
  { target }: Pick<Occurrence, "target">,
  load: Load,
): Overload | undefined {
  const inner = innerOverloadOf(load);
  if (inner) return inner;
  if (load.liveRuns >= load.liveRunsMax || load.liveBytes >= load.liveBytesMax)
    return overload("server_busy", busyMs);
  if (target !== undefined && load.queuedActions >= load.liveRunsMax / 2)
    return overload("workflow_busy", busyMs);
  return undefined;
}

export function overload(why: Overload["why"], retryAfterMs: number): Overload {
  return { kind: "overload", why, retryAfterMs };
}
