import { readdirSync, readFileSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { Connection } from "./connection.ts";

/** The file was written by a newer Stepwell, or by one with other migrations. */
export class SchemaError extends Error {
  override readonly name = "SchemaError";
}

interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly checksum: number;
}

/**
 * Brings a file to the newest schema: each migration in one transaction with its record, so a death
 * in the middle leaves the file as before it.
 */
export function migrate(connection: Connection, folder: URL): void {
  const migrations = readMigrations(folder);
  connection.transaction(() => connection.execute(recordTable));
  const applied = appliedMigrations(connection);
  refuseStrangers(connection.path, migrations, applied);
  for (const migration of migrations)
    if (!applied.has(migration.number)) apply(connection, migration);
}

/** Was the file written by a version that had fewer migrations? */
export function isOfOlderSchema(connection: Connection, folder: URL): boolean {
  const applied = appliedMigrations(connection);
  return readMigrations(folder).some(({ number }) => !applied.has(number));
}

const recordTable = `CREATE TABLE IF NOT EXISTS schema_migration (
  number INTEGER NOT NULL PRIMARY KEY,
  name TEXT NOT NULL,
  checksum INTEGER NOT NULL,
  applied_at INTEGER NOT NULL
) STRICT`;

function readMigrations(folder: URL): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => /^\d{4}-[a-z-]+\.sql$/.test(name));
  return names.sort().map((name) => {
    const sql = readFileSync(new URL(name, folder), "utf8");
    return { number: Number(name.slice(0, 4)), name, sql, checksum: crc32(sql) };
  });
}

function appliedMigrations(connection: Connection): ReadonlyMap<number, number> {
  const rows = connection.all("SELECT number, checksum FROM schema_migration");
  return new Map(rows.map((row) => [Number(row["number"]), Number(row["checksum"])]));
}

function refuseStrangers(
  path: string,
  migrations: readonly Migration[],
  applied: ReadonlyMap<number, number>,
): void {
  const newest = migrations.at(-1)?.number ?? 0;
  for (const [number, checksum] of applied) {
    if (number > newest)
      throw new SchemaError(
        `${path} has schema ${number}, this Stepwell knows ${newest}: start the newer version`,
      );
    const known = migrations.find((migration) => migration.number === number);
    if (known?.checksum !== checksum)
      throw new SchemaError(`${path}: migration ${number} is not the one that was applied`);
  }
}

function apply(connection: Connection, { number, name, sql, checksum }: Migration): void {
  connection.transaction(() => {
    // Another process that starts now may have been first.
    if (appliedMigrations(connection).has(number)) return;
    connection.execute(sql);
    connection.run(
      `INSERT INTO schema_migration (number, name, checksum, applied_at)
       VALUES (?, ?, ?, CAST(unixepoch('subsec') * 1000 AS INTEGER))`,
      number,
      name,
      checksum,
    );
  });
}
