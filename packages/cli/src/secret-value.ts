import { readFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { CliError } from "./cli-error.ts";

/** Where a secret comes from: a file or standard input, never the command line, which is kept. */
export interface ValueSource {
  readonly valueFile?: string;
}

/** Without the line break at the end that editors and `echo` add. */
export async function readSecretValue({ valueFile }: ValueSource): Promise<string> {
  const read =
    valueFile === undefined ? await text(process.stdin) : readFileSync(valueFile, "utf8");
  const value = read.replace(/\r?\n$/, "");
  if (value === "")
    throw new CliError("There is no value: give it on standard input, or with --value-file.");
  return value;
}
