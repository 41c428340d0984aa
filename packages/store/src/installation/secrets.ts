import type { Connection } from "../sqlite/connection.ts";
import { numberOf, textOf } from "../sqlite/cells.ts";
import { seal, unseal } from "./seal.ts";

/** Secrets by environment and name; sealed before they reach the database. */
export interface Secrets {
  set(environment: string, name: string, value: string): Promise<void>;
  get(environment: string, name: string): Promise<string | undefined>;
  names(environment: string): Promise<readonly string[]>;
  /** False where there is none. */
  delete(environment: string, name: string): Promise<boolean>;
}

const one = "SELECT version, sealed FROM secret WHERE environment = ? AND name = ?";
const replace = `INSERT INTO secret (environment, name, version, sealed, updated_at)
  VALUES (?, ?, ?, ?, CAST(unixepoch('subsec') * 1000 AS INTEGER)) ON CONFLICT (environment, name)
  DO UPDATE SET version = excluded.version, sealed = excluded.sealed, updated_at = excluded.updated_at`;

export function makeSecrets(connection: Connection, masterKey: Buffer): Secrets {
  return {
    async set(environment, name, value) {
      connection.transaction(() => {
        const known = connection.get(one, environment, name);
        const version = (known ? numberOf(known, "version") : 0) + 1;
        const sealed = seal(masterKey, { environment, name, version }, value);
        connection.run(replace, environment, name, version, sealed);
      });
    },
    async get(environment, name) {
      const row = connection.get(one, environment, name);
      if (!row) return undefined;
      const version = numberOf(row, "version");
      return unseal(masterKey, { environment, name, version }, row["sealed"] as Uint8Array);
    },
    async names(environment) {
      const sql = "SELECT name FROM secret WHERE environment = ? ORDER BY name";
      return connection.all(sql, environment).map((row) => textOf(row, "name"));
    },
    delete: async (environment, name) =>
      connection.run("DELETE FROM secret WHERE environment = ? AND name = ?", environment, name) >
      0,
  };
}
