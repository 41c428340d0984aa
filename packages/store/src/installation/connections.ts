import {
  connectionContent,
  type ConnectionContent,
  type ConnectionKind,
  type JsonObject,
  type OpenConnection,
} from "@stepwell/core";
import { CorruptedError } from "../corrupted-error.ts";
import type { Connection, Row } from "../sqlite/connection.ts";
import { numberOf, textOf } from "../sqlite/cells.ts";
import { seal, unseal } from "./seal.ts";

/** A connection without its secrets: what may be shown. */
export interface ConnectionRow {
  readonly name: string;
  readonly kind: ConnectionKind;
  readonly hosts: readonly string[];
  readonly settings: JsonObject;
  /** Names of the secret fields that have a value. */
  readonly secretNames: readonly string[];
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Connections by environment and name; their secrets are sealed before they reach the database. */
export interface Connections {
  list(environment: string): Promise<readonly ConnectionRow[]>;
  find(environment: string, name: string): Promise<ConnectionRow | undefined>;
  /** With its secrets. @throws CorruptedError */
  open(environment: string, name: string): Promise<OpenConnection | undefined>;
  /** Makes it or replaces it. */
  put(place: ConnectionPlace, content: ConnectionContent): Promise<ConnectionRow>;
  /** False where there is none. */
  delete(environment: string, name: string): Promise<boolean>;
}

interface ConnectionPlace {
  readonly environment: string;
  readonly name: string;
  /** The time of the change. */
  readonly at: number;
}

const one = "SELECT * FROM connection WHERE environment = ? AND name = ?";
const replace = `INSERT INTO connection (environment, name, kind, version, hosts, settings, sealed,
    secret_names, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
  ON CONFLICT (environment, name) DO UPDATE SET kind = excluded.kind, version = excluded.version,
    hosts = excluded.hosts, settings = excluded.settings, sealed = excluded.sealed,
    secret_names = excluded.secret_names, updated_at = excluded.updated_at`;

export function makeConnections(connection: Connection, masterKey: Buffer): Connections {
  const find = (environment: string, name: string): ConnectionRow | undefined => {
    const row = connection.get(one, environment, name);
    return row && decode(row);
  };
  return {
    async list(environment) {
      const sql = "SELECT * FROM connection WHERE environment = ? ORDER BY name";
      return connection.all(sql, environment).map(decode);
    },
    find: async (environment, name) => find(environment, name),
    async open(environment, name) {
      const row = connection.get(one, environment, name);
      return row && openRow(row, masterKey);
    },
    put: async (place, content) =>
      connection.transaction(() => {
        const row = rowOf(place, content, find(place.environment, place.name));
        const { environment } = place;
        const { name, kind, version, hosts, settings, secretNames, createdAt, updatedAt } = row;
        const sealed = seal(
          masterKey,
          placeOf(environment, name, version),
          JSON.stringify(content.secrets),
        );
        const texts = [JSON.stringify(hosts), JSON.stringify(settings)] as const;
        const names = JSON.stringify(secretNames);
        const identity = [environment, name, kind, version] as const;
        connection.run(replace, ...identity, ...texts, sealed, names, createdAt, updatedAt);
        return row;
      }),
    delete: async (environment, name) =>
      connection.run(
        "DELETE FROM connection WHERE environment = ? AND name = ?",
        environment,
        name,
      ) > 0,
  };
}

function rowOf(
  { name, at }: ConnectionPlace,
  { kind, hosts, settings, secrets }: ConnectionContent,
  before: ConnectionRow | undefined,
): ConnectionRow {
  return {
    name,
    kind,
    hosts,
    settings: { ...settings } as JsonObject,
    secretNames: Object.entries(secrets).flatMap(([field, value]) =>
      value === undefined ? [] : [field],
    ),
    // Of the clock, so that a connection made anew has another one than the deleted one had.
    version: Math.max(at, (before?.version ?? 0) + 1),
    createdAt: before?.createdAt ?? at,
    updatedAt: at,
  };
}

/** No secret can be called so: neither can be put in the other's place. */
function placeOf(environment: string, name: string, version: number) {
  return { environment, name: `connection:${name}`, version };
}

function openRow(row: Row, masterKey: Buffer): OpenConnection {
  const { name, version, kind, hosts, settings } = decode(row);
  const place = placeOf(textOf(row, "environment"), name, version);
  const secrets: unknown = JSON.parse(unseal(masterKey, place, row["sealed"] as Uint8Array));
  const parsed = connectionContent.safeParse({ kind, hosts, settings, secrets });
  if (!parsed.success)
    throw new CorruptedError(`the connection ${name} does not have the form of its kind ${kind}`);
  return { ...parsed.data, name, version };
}

function decode(row: Row): ConnectionRow {
  return {
    name: textOf(row, "name"),
    kind: textOf(row, "kind") as ConnectionKind,
    hosts: JSON.parse(textOf(row, "hosts")),
    settings: JSON.parse(textOf(row, "settings")),
    secretNames: JSON.parse(textOf(row, "secret_names")),
    version: numberOf(row, "version"),
    createdAt: numberOf(row, "created_at"),
    updatedAt: numberOf(row, "updated_at"),
  };
}
