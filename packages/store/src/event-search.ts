import type { Decision, EventFilter, StoredEvent } from "@stepwell/core";

/* What no index serves: looked for among the newest events, the same for every adapter. */

export function isEventSearch({ q, target, source, workflowId, hasStarted }: EventFilter): boolean {
  return [q, target, source, workflowId, hasStarted].some((one) => one !== undefined);
}

type Searched = Pick<StoredEvent, "source"> & Pick<Partial<StoredEvent>, "target">;

/** @param decisions asked for only where they matter */
export function isSearchedEvent(
  { target, source, workflowId, hasStarted }: EventFilter,
  event: Searched,
  decisions: () => readonly Decision[],
): boolean {
  if (target !== undefined && event.target !== target) return false;
  if (source !== undefined && event.source !== source) return false;
  if (workflowId === undefined && hasStarted === undefined) return true;
  const own = decisions().filter(
    (one) => workflowId === undefined || one.workflowId === workflowId,
  );
  if (workflowId !== undefined && own.length === 0 && event.target !== workflowId) return false;
  return hasStarted === undefined || hasStarted === own.some(({ runId }) => runId !== undefined);
}
