import type { RunSignal, UnitResult } from "@stepwell/core";
import { eventChecksum, journalChecksum } from "./checksum.ts";
import type { Connection } from "./connection.ts";
import type { EndedRuns } from "./ended-runs.ts";
import { type Cell, eventCells, runCells, tailCells, unitKinds } from "./unit-batch.ts";

/*
 * Writes units inside the transaction of their batch. Runs in the writer's thread, which loads no
 * code of core: types only.
 */

const insertEvent = `INSERT INTO event
  (id, type, source, time, target, dedupe_key, received_at, causes, decisions, data, checksum)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (dedupe_key) WHERE dedupe_key IS NOT NULL DO NOTHING`;

const insertRun = `INSERT INTO run
  (id, number, workflow_id, version, event_id, created_at, attempt, rerun_of, settings_id, parent_id,
   status, reason, message, started_at, ended_at, wake_at, seq, concurrency_key, deaths)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const updateRun = `UPDATE run SET status = ?, reason = ?, message = ?, started_at = ?, ended_at = ?,
  wake_at = ?, seq = ?, concurrency_key = ?, deaths = ? WHERE id = ? AND seq = ?`;

const insertDelivery =
  "INSERT INTO delivery (run_id, event_id, signal) VALUES (?, ?, ?) ON CONFLICT DO NOTHING";
const deleteDelivery = "DELETE FROM delivery WHERE run_id = ? AND event_id = ?";
/** The topic is what comes before the first `=`: see core's signal.ts. */
const insertAwaited = `INSERT INTO awaited (topic, signal, run_id)
  VALUES (substr(?1, 1, instr(?1 || '=', '=') - 1), ?1, ?2) ON CONFLICT DO NOTHING`;
const deleteAwaited = "DELETE FROM awaited WHERE run_id = ?";

const insertFacts = "INSERT INTO journal (run_id, seq, facts, checksum) VALUES (?, ?, ?, ?)";

/** The cells of a row that never change after its insert come first. */
const fixedRunCells = 10;

/** Reads one batch from its first cell to its last. */
export class UnitReader {
  readonly #cells: readonly Cell[];
  #at = 0;

  constructor(cells: readonly Cell[]) {
    this.#cells = cells;
  }

  hasMore(): boolean {
    return this.#at < this.#cells.length;
  }

  number(): number {
    return this.take(1)[0] as number;
  }

  take(count: number): Cell[] {
    this.#at += count;
    return this.#cells.slice(this.#at - count, this.#at);
  }

  skip(count: number): void {
    this.#at += count;
  }

  position(): number {
    return this.#at;
  }

  goTo(position: number): void {
    this.#at = position;
  }
}

/** Where units are written to, and their ended runs counted. */
export interface UnitTarget {
  readonly connection: Connection;
  readonly ended: EndedRuns;
}

export function writeUnit(target: UnitTarget, units: UnitReader): UnitResult {
  return units.number() === unitKinds.accept ? accept(target, units) : append(target, units);
}

/** The event is the guard: where its key is taken, nothing of the unit is written. */
function accept({ connection, ended }: UnitTarget, units: UnitReader): UnitResult {
  const event = units.number() === 0 ? undefined : units.take(eventCells);
  const isNew = event === undefined || writeEvent(connection, event);
  const [deliveries] = units.take(1);
  const runCount = units.number();
  if (!isNew) {
    units.skip(runCount * (runCells + tailCells));
    return "duplicate_event";
  }
  if (typeof deliveries === "string") writeDeliveries(connection, event?.[0] ?? null, deliveries);
  for (let index = 0; index < runCount; index += 1) {
    const row = units.take(runCells);
    connection.run(insertRun, ...row);
    ended.add(row);
    writeTail(connection, row, units);
  }
  return "committed";
}

function writeEvent(connection: Connection, event: readonly Cell[]): boolean {
  return connection.run(insertEvent, ...event, eventChecksum(event)) > 0;
}

/** The guarded update is the fence: a writer that is behind changes nothing. */
function append({ connection, ended }: UnitTarget, units: UnitReader): UnitResult {
  const afterSeq = units.number();
  const [delivered] = units.take(1);
  const row = units.take(runCells);
  const changed = connection.run(updateRun, ...row.slice(fixedRunCells), row[0] ?? null, afterSeq);
  if (changed === 0) {
    units.skip(tailCells);
    return "stale";
  }
  if (typeof delivered === "string") deleteDeliveries(connection, row[0] ?? null, delivered);
  // Without a fact a run does not end: it had ended before.
  if (writeTail(connection, row, units)) ended.add(row);
  return "committed";
}

function writeDeliveries(connection: Connection, eventId: Cell, text: string): void {
  for (const { runId, signal } of JSON.parse(text) as readonly RunSignal[])
    connection.run(insertDelivery, runId, eventId, signal);
}

function deleteDeliveries(connection: Connection, runId: Cell, text: string): void {
  for (const eventId of JSON.parse(text) as readonly string[])
    connection.run(deleteDelivery, runId, eventId);
}

/** Were there facts? */
function writeTail(connection: Connection, row: readonly Cell[], units: UnitReader): boolean {
  const [facts, seq, awaits] = units.take(tailCells);
  const runId = row[0] as string;
  if (typeof facts === "string" && typeof seq === "number")
    connection.run(insertFacts, runId, seq, facts, journalChecksum(runId, seq, facts));
  if (typeof awaits === "string") writeAwaited(connection, runId, awaits);
  return typeof facts === "string";
}

function writeAwaited(connection: Connection, runId: string, text: string): void {
  connection.run(deleteAwaited, runId);
  for (const signal of JSON.parse(text) as readonly string[])
    connection.run(insertAwaited, signal, runId);
}

/** Goes past a unit that is not to be written. */
export function skipUnit(units: UnitReader): void {
  if (units.number() === unitKinds.append) return units.skip(2 + runCells + tailCells);
  if (units.number() === 1) units.skip(eventCells);
  units.skip(1);
  units.skip(units.number() * (runCells + tailCells));
}
