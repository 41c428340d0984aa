import type { Json, JsonObject } from "@stepwell/core";
import type { GuestCall, GuestLanguage, GuestLimits, GuestResult, Isolate } from "./guest-call.ts";

/* Calls as the tests make them: small limits, a fixed clock, one seed. */

const mebibyte = 1024 * 1024;

export const testLimits: GuestLimits = {
  timeMs: 2000,
  memoryBytesMax: 32 * mebibyte,
  outputBytesMax: mebibyte,
  logCharactersMax: 1000,
};

export interface TestCall {
  readonly language?: GuestLanguage;
  readonly variables?: JsonObject;
  readonly data?: Json;
  readonly now?: number;
  readonly seed?: string;
  readonly limits?: Partial<GuestLimits>;
  readonly signal?: AbortSignal;
  readonly group?: string;
}

const never = new AbortController().signal;

function callOf(source: string, given: TestCall): GuestCall {
  return {
    language: given.language ?? "javascript",
    source,
    variables: given.variables ?? {},
    data: given.data ?? null,
    now: given.now ?? Date.UTC(2026, 0, 2, 3, 4, 5),
    seed: given.seed ?? "seed",
    limits: { ...testLimits, ...given.limits },
  };
}

export function runIn(
  isolate: Isolate,
  source: string,
  given: TestCall = {},
): Promise<GuestResult> {
  const options = { signal: given.signal ?? never, group: given.group ?? "group" };
  return isolate.run(callOf(source, given), options);
}

/** The output of a call that has to succeed. */
export async function outputIn(
  isolate: Isolate,
  source: string,
  given: TestCall = {},
): Promise<Json> {
  const result = await runIn(isolate, source, given);
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`);
  return result.output;
}

/** The failure of a call that has to fail, as `code: message`. */
export async function failureIn(
  isolate: Isolate,
  source: string,
  given: TestCall = {},
): Promise<string> {
  const result = await runIn(isolate, source, given);
  if (result.ok) throw new Error(`no failure but ${JSON.stringify(result.output)}`);
  return `${result.failure.code}: ${result.failure.message}`;
}
