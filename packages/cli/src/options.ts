import { resolve } from "node:path";

/* What options are when the command line does not say. */

const defaultDataDir = ".stepwell";
export const defaultUrl = "http://127.0.0.1:7400";

export function dataDirOf(given: string | undefined): string {
  return resolve(givenDataDir(given) ?? defaultDataDir);
}

/** Undefined where nobody has said it. */
export function givenDataDir(given: string | undefined): string | undefined {
  return given ?? process.env["STEPWELL_DATA"];
}

export function hostOf(given: string | undefined): string {
  return given ?? process.env["STEPWELL_HOST"] ?? "127.0.0.1";
}

export function portOf(given: string | undefined): number {
  return Number(given ?? process.env["STEPWELL_PORT"] ?? 7400);
}
