import type { PruneOrder, RunStatus } from "@stepwell/core";
import type { Connection, Row } from "./connection.ts";
import { lastIdBefore } from "./id-bound.ts";
import { workflowsWithRuns } from "./run-places.ts";

const isEnded = "status IN ('succeeded', 'failed', 'canceled', 'rejected')";

/** Events that one call looks at; the next one goes on behind them. */
const eventsPerCall = 20_000;

export interface Retention {
  prune(order: PruneOrder): number;
}

/** Deletes in batches, oldest first. Types of core only: see unit-writer.ts. */
export function makeRetention(connection: Connection): Retention {
  // By workflow, "" for all: how far the events were looked through.
  const cursors = new Map<string, string>();
  return {
    prune(order) {
      const runs = pruneRuns(connection, order);
      return runs + pruneEvents(connection, { ...order, rowsMax: order.rowsMax - runs }, cursors);
    },
  };
}

export function deleteEndedRuns(connection: Connection, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => {
    if (connection.run(`DELETE FROM run WHERE id = ? AND ${isEnded}`, id) === 0) return false;
    deleteJournal(connection, id);
    return true;
  });
}

/** Open ones too: their workflow goes with them. */
export function deleteSomeRuns(connection: Connection, workflowId: string, max: number): number {
  const rows = connection.all("SELECT id FROM run WHERE workflow_id = ? LIMIT ?", workflowId, max);
  for (const id of idsOf(rows)) {
    connection.run("DELETE FROM run WHERE id = ?", id);
    deleteJournal(connection, id);
  }
  return rows.length;
}

function deleteJournal(connection: Connection, runId: string): void {
  connection.run("DELETE FROM journal WHERE run_id = ?", runId);
}

function pruneRuns(connection: Connection, order: PruneOrder): number {
  const bounds: readonly (readonly [RunStatus, number | undefined])[] = [
    ["succeeded", order.succeededBefore],
    ["failed", order.failedBefore],
    ["rejected", order.failedBefore],
    ["canceled", order.canceledBefore],
  ];
  const workflows =
    order.workflowId === undefined ? workflowsWithRuns(connection) : [order.workflowId];
  let removed = 0;
  for (const [status, before] of bounds) {
    if (before === undefined) continue;
    const lastId = lastIdBefore(connection, "run", before);
    for (const workflow of workflows) {
      const max = order.rowsMax - removed;
      const rows = connection.all(endedBefore, workflow, status, lastId, before, max);
      removed += deleteEndedRuns(connection, idsOf(rows)).length;
    }
  }
  return removed;
}

/** A run that ended before a time began before it: the id bounds the search. */
const endedBefore = `SELECT run.id FROM run WHERE workflow_id = ? AND status = ? AND id <= ?
  AND ended_at < ? ORDER BY id LIMIT ?`;

const eventsBefore = `SELECT id, target,
    EXISTS (SELECT 1 FROM json_each(event.decisions) AS decision
      JOIN run ON run.id = decision.value ->> 'runId')
    OR EXISTS (SELECT 1 FROM run WHERE event_id = event.id AND rerun_of IS NOT NULL) AS used
  FROM event WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`;

function pruneEvents(
  connection: Connection,
  order: PruneOrder,
  cursors: Map<string, string>,
): number {
  const { workflowId, rowsMax } = order;
  if (order.eventsBefore === undefined || rowsMax <= 0) return 0;
  const lastId = lastIdBefore(connection, "event", order.eventsBefore);
  const place = workflowId ?? "";
  const rows = connection.all(eventsBefore, cursors.get(place) ?? "", lastId, eventsPerCall);
  const unused = rows.filter((row) => row["used"] === 0 && concerns(row, workflowId));
  const gone = idsOf(unused).slice(0, rowsMax);
  for (const id of gone) connection.run("DELETE FROM event WHERE id = ?", id);
  if (gone.length < unused.length) cursors.set(place, gone.at(-1) ?? "");
  else if (rows.length === eventsPerCall) cursors.set(place, idsOf(rows).at(-1) ?? "");
  else cursors.delete(place);
  return gone.length;
}

function concerns(event: Row, workflowId: string | undefined): boolean {
  return workflowId === undefined || event["target"] === workflowId;
}

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => row["id"] as string);
}

/** Pages that one call gives back to the disk. */
const pagesPerCall = 4000;

/** Gives the room of what was deleted back to the disk; outside any transaction. */
export function giveSpaceBack(connection: Connection): void {
  connection.execute(`PRAGMA incremental_vacuum(${pagesPerCall})`);
}
