import {
  type EndedRunCount,
  type PruneOrder,
  type PruneResult,
  type RunRow,
  unreachable,
} from "@stepwell/core";
import type { Write, WriteResult } from "../write.ts";
import {
  deleteEndedRuns,
  deleteRun,
  hourMs,
  type Memory,
  sortedEvents,
  sortedRuns,
} from "./memory.ts";

export function applyWrite(memory: Memory, write: Write): WriteResult {
  switch (write.kind) {
    case "add_deaths":
      return addDeaths(memory, write.runIds);
    case "keep_run_settings":
      return keepRunSettings(memory, write.settings);
    case "reserve_numbers":
      return reserveNumbers(memory, write.workflowId, write.count);
    case "insert_workflow":
      if (memory.workflows.has(write.row.id)) return false;
      memory.workflows.set(write.row.id, write.row);
      return true;
    case "update_workflow":
      return updateWorkflow(memory, write);
    case "insert_version":
      return insertVersion(memory, write);
    case "delete_workflow_runs":
      return true;
    case "delete_workflow":
      return deleteWorkflow(memory, write.id);
    case "delete_runs":
      return deleteEndedRuns(memory, write.ids);
    case "prune":
      return prune(memory, write.order);
    case "set_setting":
      memory.settings.set(write.name, write.value);
      return true;
    default:
      return unreachable(write);
  }
}

function addDeaths({ runs }: Memory, runIds: readonly string[]): true {
  for (const id of runIds) {
    const run = runs.get(id);
    if (run) runs.set(id, { ...run, deaths: run.deaths + 1 });
  }
  return true;
}

function keepRunSettings({ runSettings }: Memory, settings: string): number {
  if (!runSettings.includes(settings)) runSettings.push(settings);
  return runSettings.indexOf(settings);
}

function reserveNumbers(memory: Memory, workflowId: string, count: number): number | undefined {
  if (!memory.workflows.has(workflowId)) return undefined;
  const first = memory.nextNumbers.get(workflowId) ?? 1;
  memory.nextNumbers.set(workflowId, first + count);
  return first;
}

type Update = Pick<Extract<Write, { kind: "update_workflow" }>, "row" | "afterRevision">;

function updateWorkflow({ workflows }: Memory, { row, afterRevision }: Update): boolean {
  if (workflows.get(row.id)?.draftRevision !== afterRevision) return false;
  workflows.set(row.id, row);
  return true;
}

function insertVersion(memory: Memory, write: Extract<Write, { kind: "insert_version" }>): boolean {
  if (!updateWorkflow(memory, write)) return false;
  const { version } = write;
  memory.versions.set(version.workflowId, [
    ...(memory.versions.get(version.workflowId) ?? []),
    version,
  ]);
  return true;
}

function deleteWorkflow(memory: Memory, id: string): true {
  for (const run of memory.runs.values()) if (run.workflowId === id) deleteRun(memory, run.id);
  memory.workflows.delete(id);
  memory.versions.delete(id);
  deleteCounts(memory, ({ workflowId }) => workflowId === id);
  for (const name of memory.settings.keys())
    if (name.slice(name.indexOf(".") + 1) === id) memory.settings.delete(name);
  memory.nextNumbers.delete(id);
  return true;
}

function deleteCounts({ runCounts }: Memory, goes: (count: EndedRunCount) => boolean): void {
  for (const [key, count] of runCounts) if (goes(count)) runCounts.delete(key);
}

function prune(memory: Memory, order: PruneOrder): PruneResult {
  const { countsBefore = -Infinity } = order;
  deleteCounts(memory, ({ start }) => start < Math.floor(countsBefore / hourMs) * hourMs);
  const old = sortedRuns(memory).filter((run) => isOld(run, order));
  const runs = deleteEndedRuns(
    memory,
    old.slice(0, order.rowsMax).map(({ id }) => id),
  ).length;
  const removed = runs + pruneEvents(memory, order, order.rowsMax - runs);
  return { removed, isDone: removed < order.rowsMax };
}

function isOld({ status, endedAt, workflowId }: RunRow, order: PruneOrder): boolean {
  if (order.workflowId !== undefined && order.workflowId !== workflowId) return false;
  const before = {
    succeeded: order.succeededBefore,
    failed: order.failedBefore,
    rejected: order.failedBefore,
    canceled: order.canceledBefore,
    queued: undefined,
    running: undefined,
    waiting: undefined,
  }[status];
  return before !== undefined && endedAt !== undefined && endedAt < before;
}

function pruneEvents(memory: Memory, order: PruneOrder, max: number): number {
  const { eventsBefore, workflowId } = order;
  if (eventsBefore === undefined) return 0;
  const referring = [...memory.runs.values(), ...memory.deliveries.values()];
  const used = new Set(referring.map(({ eventId }) => eventId));
  const gone = sortedEvents(memory)
    .filter(({ id, receivedAt }) => receivedAt < eventsBefore && !used.has(id))
    .filter(({ target }) => workflowId === undefined || target === workflowId)
    .slice(0, Math.max(0, max));
  for (const { id, dedupeKey } of gone) {
    memory.events.delete(id);
    if (dedupeKey !== undefined) memory.eventIdsByKey.delete(dedupeKey);
  }
  return gone.length;
}
