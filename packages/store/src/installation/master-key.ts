import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";

export class MasterKeyError extends Error {
  override readonly name = "MasterKeyError";
}

const keyBytes = 32;
export const installationFile = "stepwell.sqlite";

/** The key that seals secrets: STEPWELL_MASTER_KEY, or the file that the first start makes. */
export function loadMasterKey(folder: string, fromEnvironment: string | undefined): Buffer {
  if (fromEnvironment) return parseKey(fromEnvironment, "STEPWELL_MASTER_KEY");
  const path = join(folder, "master.key");
  if (!existsSync(path)) {
    if (existsSync(join(folder, installationFile)))
      throw new MasterKeyError(
        `${path} is missing: restore it from your back-up, or set STEPWELL_MASTER_KEY. Without it no stored secret can be read.`,
      );
    makeKeyFile(path);
  }
  refuseOpenFile(path);
  return parseKey(readFileSync(path, "utf8"), path);
}

/** 64 hexadecimal digits, or base64. */
function parseKey(text: string, origin: string): Buffer {
  const trimmed = text.trim();
  const encoding = /^[\da-f]{64}$/i.test(trimmed) ? "hex" : "base64";
  const key = Buffer.from(trimmed, encoding);
  if (key.length === keyBytes) return key;
  throw new MasterKeyError(
    `${origin} must hold ${keyBytes} bytes, as 64 hexadecimal digits or base64`,
  );
}

/** Whole or not at all, and the first of two processes wins. */
function makeKeyFile(path: string): void {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const file = openSync(draft, "wx", 0o600);
  try {
    writeSync(file, `${randomBytes(keyBytes).toString("hex")}\n`);
    fsyncSync(file);
    if (!existsSync(path)) linkFirst(draft, path);
  } finally {
    closeSync(file);
    unlinkSync(draft);
  }
}

function linkFirst(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function refuseOpenFile(path: string): void {
  if (process.platform === "win32" || (statSync(path).mode & 0o077) === 0) return;
  throw new MasterKeyError(`${path} must be readable by its owner only: chmod 600 ${path}`);
}
