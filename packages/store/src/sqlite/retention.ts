import type { PruneOrder, PruneResult, RunStatus } from "@stepwell/core";
import type { Connection, Row } from "./connection.ts";
import { hourMs } from "./ended-runs.ts";
import { type EventWalk, makeEventWalk } from "./event-walk.ts";
import { lastIdBefore } from "./id-bound.ts";
import { workflowsWithRuns } from "./run-places.ts";

/** Deletes in batches, oldest first. Types of core only: see unit-writer.ts. */
export interface Retention {
  prune(order: PruneOrder): PruneResult;
  deleteEndedRuns(ids: readonly string[]): readonly string[];
  /** Open ones too: their workflow goes with them. How many there were. */
  deleteSomeRuns(workflowId: string, max: number): number;
  /** The last write was rolled back: what was looked at in it was not dealt with. */
  forget(): void;
}

/** Events that one call looks at: some 2 ms. The next call goes on behind them. */
const eventsPerCall = 1000;

const isUnused = `NOT EXISTS (SELECT 1 FROM json_each(event.decisions) AS decision
      JOIN run ON run.id = decision.value ->> 'runId')
    AND NOT EXISTS (SELECT 1 FROM run WHERE event_id = event.id AND rerun_of IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM delivery WHERE event_id = event.id)`;

export const retentionQueries = {
  // A run that ended before a time began before it: the id bounds the search.
  endedBefore: `SELECT id, event_id FROM run WHERE workflow_id = ? AND status = ? AND id <= ?
    AND ended_at < ? ORDER BY id LIMIT ?`,
  ofWorkflow: "SELECT id, event_id FROM run WHERE workflow_id = ? LIMIT ?",
  deleteEnded: `DELETE FROM run WHERE id = ?
    AND status IN ('succeeded', 'failed', 'canceled', 'rejected') RETURNING id, event_id`,
  eventsAfter: `SELECT id, target, ${isUnused} AS is_unused FROM event
    WHERE id > ? AND id <= ? ORDER BY id LIMIT ?`,
  deleteCounts: "DELETE FROM run_count WHERE hour < ?",
  event: `SELECT id, target, ${isUnused} AS is_unused FROM event WHERE id = ?`,
} as const;

/** What goes with a run. */
const deletionsWithRun = ["journal", "awaited", "delivery"].map(
  (table) => `DELETE FROM ${table} WHERE run_id = ?`,
);

interface Parts {
  readonly connection: Connection;
  /** By workflow, "" for all. */
  readonly walks: Map<string, EventWalk>;
}

export function makeRetention(connection: Connection): Retention {
  const parts: Parts = { connection, walks: new Map() };
  return {
    prune(order) {
      pruneCounts(connection, order);
      const runs = pruneRuns(parts, order);
      if (runs >= order.rowsMax) return { removed: runs, isDone: false };
      const { removed, isDone } = pruneEvents(parts, { ...order, rowsMax: order.rowsMax - runs });
      return { removed: runs + removed, isDone };
    },
    deleteEndedRuns: (ids) => deleteEndedRuns(parts, ids),
    deleteSomeRuns(workflowId, max) {
      const rows = connection.all(retentionQueries.ofWorkflow, workflowId, max);
      for (const row of rows) {
        connection.run("DELETE FROM run WHERE id = ?", textIn(row, "id"));
        runIsGone(parts, row);
      }
      return rows.length;
    },
    forget: () => parts.walks.clear(),
  };
}

function deleteEndedRuns(parts: Parts, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => {
    const row = parts.connection.get(retentionQueries.deleteEnded, id);
    if (row) runIsGone(parts, row);
    return row !== undefined;
  });
}

function runIsGone({ connection, walks }: Parts, run: Row): void {
  for (const sql of deletionsWithRun) connection.run(sql, textIn(run, "id"));
  for (const walk of walks.values()) walk.loosen(textIn(run, "event_id"));
}

function pruneCounts(connection: Connection, { countsBefore }: PruneOrder): void {
  if (countsBefore === undefined) return;
  connection.run(retentionQueries.deleteCounts, Math.floor(countsBefore / hourMs));
}

function pruneRuns(parts: Parts, order: PruneOrder): number {
  const { connection } = parts;
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
      const values = [workflow, status, lastId, before, order.rowsMax - removed] as const;
      const rows = connection.all(retentionQueries.endedBefore, ...values);
      removed += deleteEndedRuns(parts, idsOf(rows)).length;
    }
  }
  return removed;
}

function pruneEvents(parts: Parts, order: PruneOrder): PruneResult {
  const { connection } = parts;
  const { eventsBefore, workflowId, rowsMax } = order;
  if (eventsBefore === undefined) return { removed: 0, isDone: true };
  const lastId = lastIdBefore(connection, "event", eventsBefore);
  const walk = walkOf(parts, workflowId ?? "", eventsBefore);
  const mayGo = (row: Row): boolean =>
    row["is_unused"] === 1 && (workflowId === undefined || row["target"] === workflowId);
  const loose = walk.takeLoose(lastId, rowsMax);
  const loosened = loose.flatMap((id) => connection.all(retentionQueries.event, id)).filter(mayGo);
  const gone = [...loosened];
  let seen = 0;
  const rows = connection.statement(retentionQueries.eventsAfter);
  for (const row of rows.iterate(walk.cursor(), lastId, eventsPerCall)) {
    if (gone.length >= rowsMax) break;
    seen += 1;
    walk.moveTo(textIn(row, "id"));
    if (mayGo(row)) gone.push(row);
  }
  for (const id of idsOf(gone)) connection.run("DELETE FROM event WHERE id = ?", id);
  const isDone = gone.length < rowsMax && loose.length < rowsMax && seen < eventsPerCall;
  return { removed: gone.length, isDone };
}

function walkOf({ walks }: Parts, place: string, now: number): EventWalk {
  const walk = walks.get(place) ?? makeEventWalk();
  walks.set(place, walk);
  walk.refresh(now);
  return walk;
}

function idsOf(rows: readonly Row[]): readonly string[] {
  return rows.map((row) => textIn(row, "id"));
}

function textIn(row: Row, name: string): string {
  return String(row[name]);
}

/** Pages that one call gives back to the disk. */
const pagesPerCall = 4000;

/** Gives the room of what was deleted back to the disk; outside any transaction. */
export function giveSpaceBack(connection: Connection): void {
  connection.execute(`PRAGMA incremental_vacuum(${pagesPerCall})`);
}
