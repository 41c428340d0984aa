import type { Occurrence, Overload, Store } from "@stepwell/core";

/*
 * Back-pressure: an event is refused before anything of it is stored, never accepted and dropped.
 */

const backlogUnitsMax = 5000;
const backlogBytesMax = 64 * 1024 * 1024;
const busyMs = 1000;
const readOnlyMs = 5000;

export interface Load {
  readonly isStopping: boolean;
  readonly store: Store;
  readonly liveRuns: number;
  readonly liveRunsMax: number;
  readonly liveBytes: number;
  readonly liveBytesMax: number;
  /** Actions of the occurrence's workflow that wait for a place. */
  readonly queuedActions: number;
}

export function overloadOf(
  { target }: Pick<Occurrence, "target">,
  load: Load,
): Overload | undefined {
  if (load.isStopping) return overload("stopping", readOnlyMs);
  if (load.store.health().status === "read_only") return overload("read_only", readOnlyMs);
  const { units, bytes } = load.store.backlog();
  if (units > backlogUnitsMax || bytes > backlogBytesMax) return overload("server_busy", busyMs);
  if (load.liveRuns >= load.liveRunsMax || load.liveBytes >= load.liveBytesMax)
    return overload("server_busy", busyMs);
  if (target !== undefined && load.queuedActions >= load.liveRunsMax / 2)
    return overload("workflow_busy", busyMs);
  return undefined;
}

export function overload(why: Overload["why"], retryAfterMs: number): Overload {
  return { kind: "overload", why, retryAfterMs };
}
