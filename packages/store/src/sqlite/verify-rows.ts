import { CorruptedError } from "../corrupted-error.ts";
import { textOf } from "./cells.ts";
import type { Connection, Row } from "./connection.ts";
import { checkEvent, checkJournal, decodeFacts, decodeRun } from "./decode.ts";

/** Everything that is wrong with a file; each finding names the table and the row. */
export function verifyRows(connection: Connection): readonly string[] {
  const { path } = connection;
  return [
    ...checkIntegrity(connection),
    ...checkTable(connection, "SELECT * FROM event", (row) => checkEvent(row, path)),
    ...checkTable(connection, "SELECT * FROM journal", (row) => checkJournal(row, path)),
    ...checkTable(connection, "SELECT * FROM run", (row) => {
      const sql = "SELECT * FROM journal WHERE run_id = ? ORDER BY seq";
      decodeFacts(decodeRun(row), connection.all(sql, textOf(row, "id")), path);
    }),
    ...checkTable(connection, orphans, (row) => {
      throw new CorruptedError(`${path}: table run, row ${textOf(row, "run_id")}: lost`);
    }),
  ];
}

const orphans = `SELECT DISTINCT run_id FROM journal
  WHERE NOT EXISTS (SELECT 1 FROM run WHERE run.id = journal.run_id)`;

function checkIntegrity(connection: Connection): readonly string[] {
  try {
    const rows = connection.all("PRAGMA integrity_check(100)");
    const messages = rows.map((row) => textOf(row, "integrity_check"));
    return messages.filter((message) => message !== "ok").map((it) => `${connection.path}: ${it}`);
  } catch (error) {
    return [describe(connection, error)];
  }
}

function checkTable(
  connection: Connection,
  sql: string,
  check: (row: Row) => void,
): readonly string[] {
  const findings: string[] = [];
  try {
    for (const row of connection.statement(sql).iterate())
      findings.push(...findingOf(connection, () => check(row)));
  } catch (error) {
    findings.push(describe(connection, error));
  }
  return findings;
}

function findingOf(connection: Connection, check: () => void): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    return [describe(connection, error)];
  }
}

function describe({ path }: Connection, error: unknown): string {
  if (error instanceof CorruptedError) return error.message;
  return `${path}: ${error instanceof Error ? error.message : String(error)}`;
}
