import {
  type ConcurrencyCount,
  type Delivery,
  type Fact,
  type RunRow,
  topicOf,
} from "@stepwell/core";
import { CorruptedError } from "../corrupted-error.ts";
import { numberIn, numberOf, textOf } from "./cells.ts";
import { decodeFacts, decodeRun } from "./decode.ts";
import type { Reader } from "./reader.ts";

export interface RunReads {
  one(id: string): RunRow | undefined;
  facts(runId: string): readonly Fact[];
  ofEvent(eventId: string): readonly RunRow[];
  rerunsOf(runId: string): readonly RunRow[];
  due(now: number, limit: number, after?: RunRow): readonly RunRow[];
  nextWakeAt(after?: number): number | undefined;
  interrupted(afterId: string | undefined, limit: number): readonly RunRow[];
  queued(workflowId: string, concurrencyKey: string, limit: number): readonly RunRow[];
  concurrency(): readonly ConcurrencyCount[];
  countOpen(workflowId: string): number;
  awaiting(signal: string, afterId: string | undefined, limit: number): readonly string[];
  topics(): readonly string[];
  deliveries(): readonly Delivery[];
  openCalls(parentId: string): readonly RunRow[];
  unsettledCalls(): readonly RunRow[];
  lostCalls(): readonly string[];
}

/** The words of the partial index: without them it is not used. */
const isOpen = "status IN ('queued', 'running', 'waiting')";
const hasPlace = `concurrency_key IS NOT NULL AND ${isOpen}`;

/** Before every time. */
const longAgo = -8.64e15;

export const runQueries = {
  one: "SELECT * FROM run WHERE id = ?",
  facts: "SELECT * FROM journal WHERE run_id = ? ORDER BY seq",
  firstOfEvent: `SELECT run.* FROM event, json_each(event.decisions) AS decision
    JOIN run ON run.id = decision.value ->> 'runId' WHERE event.id = ?`,
  againOfEvent: "SELECT * FROM run WHERE event_id = ? AND rerun_of IS NOT NULL ORDER BY id",
  rerunsOf: "SELECT * FROM run WHERE rerun_of = ? ORDER BY id",
  due: `SELECT * FROM run WHERE wake_at <= ? AND (wake_at, id) > (?, ?)
    ORDER BY wake_at, id LIMIT ?`,
  nextWakeAt: "SELECT min(wake_at) AS at FROM run WHERE wake_at > ?",
  interrupted: "SELECT * FROM run WHERE status = 'running' AND id > ? ORDER BY id LIMIT ?",
  queued: `SELECT * FROM run WHERE workflow_id = ? AND concurrency_key = ? AND status = 'queued'
    AND ${hasPlace} ORDER BY id LIMIT ?`,
  concurrency: `SELECT workflow_id, concurrency_key, count(*) FILTER (WHERE status <> 'queued') AS open,
    count(*) FILTER (WHERE status = 'queued') AS queued FROM run INDEXED BY run_places
    WHERE ${hasPlace} GROUP BY workflow_id, concurrency_key`,
  awaiting: `SELECT run_id FROM awaited WHERE topic = ? AND signal = ? AND run_id > ?
    ORDER BY run_id LIMIT ?`,
  topics: "SELECT DISTINCT topic FROM awaited",
  deliveries: "SELECT * FROM delivery",
  openCalls: `SELECT * FROM run WHERE parent_id = ? AND parent_id IS NOT NULL AND ${isOpen}
    ORDER BY id`,
  // Topics of called runs are all alike but for the id.
  endedCalls: `SELECT run.* FROM awaited CROSS JOIN run ON run.id = substr(awaited.topic, 5)
    WHERE awaited.topic >= 'run:' AND awaited.topic < 'run;' AND run.ended_at IS NOT NULL`,
  lostCalls: `SELECT substr(topic, 5) AS id FROM awaited
    WHERE topic >= 'run:' AND topic < 'run;'
      AND NOT EXISTS (SELECT 1 FROM run WHERE run.id = substr(awaited.topic, 5))`,
  unawaited: `SELECT * FROM run INDEXED BY run_open_calls WHERE parent_id IS NOT NULL AND ${isOpen}
    AND NOT EXISTS (SELECT 1 FROM awaited WHERE topic = 'run:' || run.id
      AND signal = 'run:' || run.id AND run_id = run.parent_id)`,
  countOpen: `SELECT count(*) AS count FROM run WHERE workflow_id = ? AND ${isOpen}`,
} as const;

export function makeRunReads(reader: Reader): RunReads {
  const rows = (sql: string, ...values: (string | number)[]): readonly RunRow[] =>
    reader.all(sql, ...values).map(decodeRun);
  const one = (id: string): RunRow | undefined => {
    const row = reader.get(runQueries.one, id);
    return row && decodeRun(row);
  };
  return {
    one,
    facts(runId) {
      const [run, journal] = reader.atOnce(
        () => [one(runId), reader.all(runQueries.facts, runId)] as const,
      );
      if (run) return decodeFacts(run, journal, reader.path);
      if (journal.length === 0) return [];
      throw new CorruptedError(
        `${reader.path}: table run, row ${runId}: lost, its journal is there`,
      );
    },
    ofEvent: (eventId) => [
      ...rows(runQueries.firstOfEvent, eventId),
      ...rows(runQueries.againOfEvent, eventId),
    ],
    rerunsOf: (runId) => rows(runQueries.rerunsOf, runId),
    due: (now, limit, after) =>
      rows(runQueries.due, now, after?.wakeAt ?? longAgo, after?.id ?? "", limit),
    nextWakeAt: (after = longAgo) => numberIn(reader.get(runQueries.nextWakeAt, after) ?? {}, "at"),
    interrupted: (afterId, limit) => rows(runQueries.interrupted, afterId ?? "", limit),
    queued: (...place) => rows(runQueries.queued, ...place),
    concurrency: () =>
      reader.all(runQueries.concurrency).map((row) => ({
        workflowId: textOf(row, "workflow_id"),
        concurrencyKey: textOf(row, "concurrency_key"),
        open: numberOf(row, "open"),
        queued: numberOf(row, "queued"),
      })),
    awaiting: (signal, afterId, limit) =>
      reader
        .all(runQueries.awaiting, topicOf(signal), signal, afterId ?? "", limit)
        .map((row) => textOf(row, "run_id")),
    topics: () => reader.all(runQueries.topics).map((row) => textOf(row, "topic")),
    deliveries: () =>
      reader.all(runQueries.deliveries).map((row) => ({
        runId: textOf(row, "run_id"),
        eventId: textOf(row, "event_id"),
        signal: textOf(row, "signal"),
      })),
    openCalls: (parentId) => rows(runQueries.openCalls, parentId),
    unsettledCalls: () => [...rows(runQueries.endedCalls), ...rows(runQueries.unawaited)],
    lostCalls: () => reader.all(runQueries.lostCalls).map((row) => textOf(row, "id")),
    countOpen: (id) => numberOf(reader.get(runQueries.countOpen, id) ?? {}, "count"),
  };
}
