import type { UnitResult } from "@stepwell/core";
import type { Write } from "../write.ts";
import type { Connection } from "./connection.ts";
import { makeEndedRuns } from "./ended-runs.ts";
import { type Failure, failureOf } from "./failure.ts";
import { giveSpaceBack, makeRetention } from "./retention.ts";
import type { Cell } from "./unit-batch.ts";
import { skipUnit, UnitReader, writeUnit } from "./unit-writer.ts";
import { writeOne } from "./write-one.ts";
import type { UnitAnswer, WriterAnswer, WriterOrder } from "./writer-messages.ts";

/** Carries out orders, one transaction each, and never throws. */
export interface OrderWriter {
  write(order: WriterOrder): WriterAnswer;
}

export function makeOrderWriter(connection: Connection): OrderWriter {
  const retention = makeRetention(connection);
  const perform = (order: WriterOrder): WriterAnswer => {
    if (isBatch(order)) return { kind: "units", results: writeBatch(connection, order) };
    switch (order.kind) {
      case "close":
        close(connection);
        return { kind: "done" };
      case "probe":
        probe(connection);
        return { kind: "done" };
      default:
        return {
          kind: "written",
          result: writeAlone(connection, order, () => writeOne(connection, order, retention)),
        };
    }
  };
  return {
    write(order) {
      try {
        return perform(order);
      } catch (error) {
        retention.forget();
        return { kind: "failed", failure: failureOf(error) };
      }
    },
  };
}

function isBatch(order: WriterOrder): order is readonly Cell[] {
  return Array.isArray(order);
}

const deletions: ReadonlySet<Write["kind"]> = new Set([
  "delete_runs",
  "delete_workflow",
  "delete_workflow_runs",
  "prune",
]);

function writeAlone<T>(connection: Connection, { kind }: Write, work: () => T): T {
  const result = connection.transaction(work);
  if (deletions.has(kind)) tryGivingSpaceBack(connection);
  return result;
}

/** The deletion is durable already; without room for this it is left to the next one. */
function tryGivingSpaceBack(connection: Connection): void {
  try {
    giveSpaceBack(connection);
  } catch (error) {
    if (failureOf(error).kind === "fatal") throw error;
  }
}

/**
 * All units in one transaction. A unit that throws is rare: then the batch is written again with a
 * savepoint around each, so that only that one fails.
 */
function writeBatch(
  connection: Connection,
  batch: readonly Cell[],
): readonly UnitAnswer[] | undefined {
  try {
    return allCommitted(connection.transaction(() => writeUnits(connection, batch)));
  } catch (error) {
    if (failureOf(error).kind !== "unit") throw error;
    return connection.transaction(() => writeUnitsApart(connection, batch));
  }
}

function writeUnits(connection: Connection, batch: readonly Cell[]): readonly UnitResult[] {
  const units = new UnitReader(batch);
  const results: UnitResult[] = [];
  const ended = makeEndedRuns();
  while (units.hasMore()) results.push(writeUnit({ connection, ended }, units));
  ended.write(connection);
  return results;
}

function allCommitted(results: readonly UnitResult[]): readonly UnitResult[] | undefined {
  return results.every((result) => result === "committed") ? undefined : results;
}

function writeUnitsApart(connection: Connection, batch: readonly Cell[]): readonly UnitAnswer[] {
  const units = new UnitReader(batch);
  const results: UnitAnswer[] = [];
  while (units.hasMore()) results.push(writeApart(connection, units));
  return results;
}

function writeApart(connection: Connection, units: UnitReader): UnitResult | Failure {
  const start = units.position();
  connection.run("SAVEPOINT unit");
  try {
    const ended = makeEndedRuns();
    const result = writeUnit({ connection, ended }, units);
    ended.write(connection);
    connection.run("RELEASE unit");
    return result;
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind !== "unit") throw error;
    connection.run("ROLLBACK TO unit");
    connection.run("RELEASE unit");
    units.goTo(start);
    skipUnit(units);
    return failure;
  }
}

const probeBytes = 65_536;

/** Writes as much as a small batch and takes it away again. */
function probe(connection: Connection): void {
  const name = "store.probe";
  connection.transaction(() =>
    connection.run(
      "INSERT OR REPLACE INTO setting (name, value) VALUES (?, ?)",
      name,
      " ".repeat(probeBytes),
    ),
  );
  connection.transaction(() => connection.run("DELETE FROM setting WHERE name = ?", name));
}

function close(connection: Connection): void {
  try {
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // No room, say. The log is synced and stays: the next start reads it.
  }
  connection.close();
}
