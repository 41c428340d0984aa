import { CliError } from "./cli-error.ts";

/** Errors that say by themselves, in words, what is wrong with the data directory. */
const explained = new Set([
  "DirectoryLockedError",
  "MasterKeyError",
  "SchemaError",
  "CorruptedError",
]);

/** The mistakes that people make and the troubles that machines have, in words. */
export function explain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { code = "" } = error as NodeJS.ErrnoException;
  const isOfSystem = /^E[A-Z]+$/.test(code);
  return isOfSystem || explained.has(error.name) ? new CliError(error.message) : error;
}
