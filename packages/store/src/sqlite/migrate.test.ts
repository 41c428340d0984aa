import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { type Connection, openWriting } from "./connection.ts";
import { migrate } from "./migrate.ts";
import { openSqliteStore } from "./open-store.ts";
import { testFolder } from "./test-folder.suite.ts";

const own = new URL("../migrations/", import.meta.url);

function schemaOf(connection: Connection): unknown {
  return connection.all("SELECT name, sql FROM sqlite_schema ORDER BY name");
}

function folderWith(folder: string, files: Readonly<Record<string, string>>): URL {
  const path = join(folder, "migrations");
  mkdirSync(path, { recursive: true });
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(path, name), sql);
  return pathToFileURL(`${path}/`);
}

describe("migrate", () => {
  it("brings a new file to the newest schema, and a second time changes nothing", () => {
    const connection = openWriting(join(testFolder(), "live.sqlite"), "NORMAL");
    migrate(connection, own);
    const schema = schemaOf(connection);
    migrate(connection, own);
    expect(schemaOf(connection)).toEqual(schema);
    connection.close();
  });

  it("refuses a file of a newer version, and says so", async () => {
    const path = join(testFolder(), "live.sqlite");
    const connection = openWriting(path, "NORMAL");
    migrate(connection, own);
    connection.run("INSERT INTO schema_migration VALUES (9999, 'later', 0, 0)");
    connection.close();
    await expect(openSqliteStore({ path })).rejects.toThrow("start the newer version");
  });

  it("refuses a file whose migrations were other ones", () => {
    const folder = testFolder();
    const connection = openWriting(join(folder, "live.sqlite"), "NORMAL");
    migrate(connection, folderWith(folder, { "0001-first.sql": "CREATE TABLE a (x)" }));
    const changed = folderWith(folder, { "0001-first.sql": "CREATE TABLE b (x)" });
    expect(() => migrate(connection, changed)).toThrow("not the one that was applied");
    connection.close();
  });

  it("leaves nothing of a migration that fails", () => {
    const folder = testFolder();
    const connection = openWriting(join(folder, "live.sqlite"), "NORMAL");
    const broken = { "0001-first.sql": "CREATE TABLE a (x); INSERT INTO nowhere VALUES (1)" };
    expect(() => migrate(connection, folderWith(folder, broken))).toThrow("nowhere");
    expect(connection.all("SELECT * FROM schema_migration")).toEqual([]);
    const mended = folderWith(folder, { "0001-first.sql": "CREATE TABLE a (x)" });
    migrate(connection, mended);
    expect(connection.all("SELECT * FROM a")).toEqual([]);
    connection.close();
  });

  it("gives the same after a kill in the middle", async () => {
    const folder = testFolder();
    const path = join(folder, "live.sqlite");
    const sql = `CREATE TABLE big (x INTEGER);
      WITH RECURSIVE n (x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 3000000)
      INSERT INTO big SELECT x FROM n;
      CREATE TABLE after (x)`;
    const first = folderWith(folder, { "0001-first.sql": "CREATE TABLE a (x)" });
    const before = openWriting(path, "NORMAL");
    migrate(before, first);
    before.close();
    const migrations = folderWith(folder, { "0002-big.sql": sql });
    await killWhileMigrating(path, migrations);
    const connection = openWriting(path, "NORMAL");
    expect(connection.all("SELECT number FROM schema_migration")).toHaveLength(1);
    expect(connection.get("SELECT 1 FROM sqlite_schema WHERE name = 'big'")).toBeUndefined();
    migrate(connection, migrations);
    expect(connection.get("SELECT count(*) AS count FROM big")).toEqual({ count: 3_000_000 });
    connection.close();
  });
});

/** Kills the process a moment after it has begun the long migration. */
async function killWhileMigrating(path: string, migrations: URL): Promise<void> {
  const module = (name: string): string => JSON.stringify(new URL(name, import.meta.url).href);
  const script = `
    import { openWriting } from ${module("connection.ts")};
    import { migrate } from ${module("migrate.ts")};
    const connection = openWriting(${JSON.stringify(path)}, "NORMAL");
    process.stdout.write("begin");
    setImmediate(() => migrate(connection, new URL(${JSON.stringify(migrations.href)})));
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  await new Promise((resolve) => child.stdout.once("data", resolve));
  const { setTimeout: wait } = await import("node:timers/promises");
  await wait(100);
  child.kill("SIGKILL");
  await ended;
}
