import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Connection } from "./sqlite/connection.ts";

/** Another server process works on the data directory. */
export class DirectoryLockedError extends Error {
  override readonly name = "DirectoryLockedError";
}

export interface DirectoryLock {
  /** Told apart from every other start. */
  readonly startToken: string;
  release(): void;
}

interface Holder {
  readonly pid: number;
  readonly startToken: string;
}

/**
 * One server process per data directory. The lock is the operating system's, on a file held open
 * for writing by SQLite: it ends with the process, however that ends, so there is nothing stale to
 * judge and no race in taking over. `server.json` beside it only tells people who holds it.
 */
export function lockDirectory(folder: string): DirectoryLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = new Connection(join(folder, "server.lock"), { readOnly: false, timeoutMs: 0 });
  const note = join(folder, "server.json");
  try {
    file.execute("BEGIN EXCLUSIVE");
  } catch {
    file.close();
    throw new DirectoryLockedError(refusal(folder, readHolder(note)));
  }
  const startToken = randomUUID();
  const holder: Holder = { pid: process.pid, startToken };
  writeFileSync(note, `${JSON.stringify(holder)}\n`);
  return {
    startToken,
    release() {
      rmSync(note, { force: true });
      file.close();
    },
  };
}

/** Does a server work on the directory now? Takes nothing, makes nothing. */
export function isDirectoryLocked(folder: string): boolean {
  const path = join(folder, "server.lock");
  if (!existsSync(path)) return false;
  const file = new Connection(path, { readOnly: true, timeoutMs: 0 });
  try {
    file.get("SELECT count(*) FROM sqlite_schema");
    return false;
  } catch {
    return true;
  } finally {
    file.close();
  }
}

function refusal(folder: string, holder: Holder | undefined): string {
  const who = holder ? ` (process ${holder.pid})` : "";
  return `another Stepwell server${who} works on ${folder}: stop it first, or choose another directory with --data`;
}

function readHolder(note: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(note, "utf8")) as Holder;
  } catch {
    return undefined;
  }
}
