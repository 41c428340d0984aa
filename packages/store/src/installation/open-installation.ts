import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "@stepwell/core";
import { textOf } from "../sqlite/cells.ts";
import { type Connection, openWriting } from "../sqlite/connection.ts";
import { migrate } from "../sqlite/migrate.ts";
import { type AuditLog, makeAuditLog } from "./audit-log.ts";
import { type AuthTables, makeAuthTables } from "./auth-tables.ts";
import { type Connections, makeConnections } from "./connections.ts";
import { type Invitations, makeInvitations } from "./invitations.ts";
import { type ApiKeys, makeApiKeys } from "./keys.ts";
import { installationFile, loadMasterKey } from "./master-key.ts";
import { makePeople, type People } from "./people.ts";
import { seal, unseal } from "./seal.ts";
import { makeSecrets, type Secrets } from "./secrets.ts";
import { makeSessions, type Sessions } from "./sessions.ts";

/** What belongs to no environment: people, API keys, settings, sealed secrets, connections of all. */
export interface Installation {
  readonly keys: ApiKeys;
  readonly secrets: Secrets;
  readonly connections: Connections;
  readonly people: People;
  readonly sessions: Sessions;
  readonly invitations: Invitations;
  readonly audit: AuditLog;
  /** For the authentication library. */
  readonly authTables: AuthTables;
  setting(name: string): Promise<Json | undefined>;
  setSetting(name: string, value: Json): Promise<void>;
  close(): Promise<void>;
}

export interface InstallationOptions {
  /** In place of the file `master.key`; STEPWELL_MASTER_KEY by default. */
  readonly masterKey?: string | undefined;
}

const migrations = new URL("migrations/", import.meta.url);

/** Opens (or makes) the installation's file; other processes may have it open at the same time. */
export async function openInstallation(
  folder: string,
  { masterKey = process.env["STEPWELL_MASTER_KEY"] }: InstallationOptions = {},
): Promise<Installation> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const key = loadMasterKey(folder, masterKey);
  const connection = openWriting(join(folder, installationFile), "FULL");
  try {
    migrate(connection, migrations);
    checkMasterKey(connection, key);
  } catch (error) {
    connection.close();
    throw error;
  }
  return {
    keys: makeApiKeys(connection),
    secrets: makeSecrets(connection, key),
    connections: makeConnections(connection, key),
    people: makePeople(connection),
    sessions: makeSessions(connection),
    invitations: makeInvitations(connection),
    audit: makeAuditLog(connection),
    authTables: makeAuthTables(connection),
    setting: async (name) => readSetting(connection, name),
    setSetting: async (name, value) => writeSetting(connection, name, value),
    close: async () => connection.close(),
  };
}

function readSetting(connection: Connection, name: string): Json | undefined {
  const row = connection.get("SELECT value FROM setting WHERE name = ?", name);
  return row && (JSON.parse(textOf(row, "value")) as Json);
}

function writeSetting(connection: Connection, name: string, value: Json): void {
  connection.run(
    `INSERT INTO setting (name, value) VALUES (?, ?)
     ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
    name,
    JSON.stringify(value),
  );
}

const checkName = "master_key.check";
const checkPlace = { environment: "", name: checkName, version: 1 };

/** Says at the start, not at the first use of a secret, that the key is another one. */
function checkMasterKey(connection: Connection, key: Buffer): void {
  connection.transaction(() => {
    const known = readSetting(connection, checkName);
    if (typeof known === "string") unseal(key, checkPlace, Buffer.from(known, "base64"));
    else writeSetting(connection, checkName, seal(key, checkPlace, checkName).toString("base64"));
  });
}
