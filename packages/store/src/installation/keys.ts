import type { Connection, Row } from "../sqlite/connection.ts";
import { numberIn, numberOf, textOf } from "../sqlite/cells.ts";

export interface ApiKeyRow {
  readonly id: string;
  readonly name: string;
  readonly role: string;
  readonly environments: readonly string[];
  /** Of the key's secret part. */
  readonly hash: string;
  readonly createdAt: number;
  readonly expiresAt: number | undefined;
  readonly revokedAt: number | undefined;
}

export interface ApiKeys {
  insert(row: ApiKeyRow): Promise<void>;
  findById(id: string): Promise<ApiKeyRow | undefined>;
  list(): Promise<readonly ApiKeyRow[]>;
  /** False where there is no such key, or it was revoked before. */
  revoke(id: string, at: number): Promise<boolean>;
}

export function makeApiKeys(connection: Connection): ApiKeys {
  return {
    async insert(row) {
      connection.run(
        `INSERT INTO api_key (id, name, role, environments, hash, created_at, expires_at,
           revoked_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        row.id,
        row.name,
        row.role,
        JSON.stringify(row.environments),
        row.hash,
        row.createdAt,
        row.expiresAt ?? null,
        row.revokedAt ?? null,
      );
    },
    async findById(id) {
      const row = connection.get("SELECT * FROM api_key WHERE id = ?", id);
      return row && decodeKey(row);
    },
    list: async () => connection.all("SELECT * FROM api_key ORDER BY id").map(decodeKey),
    revoke: async (id, at) =>
      connection.run(
        "UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
        at,
        id,
      ) > 0,
  };
}

function decodeKey(row: Row): ApiKeyRow {
  return {
    id: textOf(row, "id"),
    name: textOf(row, "name"),
    role: textOf(row, "role"),
    environments: JSON.parse(textOf(row, "environments")),
    hash: textOf(row, "hash"),
    createdAt: numberOf(row, "created_at"),
    expiresAt: numberIn(row, "expires_at"),
    revokedAt: numberIn(row, "revoked_at"),
  };
}
