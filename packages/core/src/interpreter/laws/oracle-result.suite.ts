import type { Json, JsonObject } from "../../json.ts";
import type { World } from "./world.suite.ts";

/* What the oracle knows at a place of a program, and what it makes of a list or a step. */

export interface Seen {
  readonly world: World;
  readonly outputs: ReadonlyMap<string, Json>;
  readonly scopes: ReadonlyMap<string, JsonObject>;
  readonly assigned: readonly Assigned[];
}

interface Assigned {
  readonly at: number;
  readonly name: string;
  readonly value: Json;
}

/** One step run. */
export interface Entry {
  readonly path: string;
  readonly begin: number;
  readonly end: number;
  readonly status: "succeeded" | "failed" | "canceled";
  readonly output?: Json | undefined;
  readonly code?: string | undefined;
  /** When each attempt began. */
  readonly tries: readonly number[];
}

interface Failure {
  readonly code: string;
  readonly stepId?: string;
}

export type Result = {
  /** Code of the failure that went to the error branch. */
  readonly handled?: string | undefined;
  readonly at: number;
  readonly entries: readonly Entry[];
  readonly assigned: readonly Assigned[];
  /** Outputs of the list's own steps, or of what was inside the step. */
  readonly own: ReadonlyMap<string, Json>;
  readonly tries?: readonly number[];
} & (
  | { readonly kind: "done"; readonly output: Json }
  | { readonly kind: "stopped"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "end"; readonly result: "succeed" | "fail" }
);

/** Given up at a time: what had begun by then is canceled, what had not has never been. */
export function cut(entries: readonly Entry[], at: number, isInclusive = false): readonly Entry[] {
  const isBy = (time: number): boolean => time < at || (isInclusive && time === at);
  return entries
    .filter(({ begin }) => isBy(begin))
    .map((entry) => {
      const { path, begin, end, tries } = entry;
      if (isBy(end)) return entry;
      return { path, begin, end: at, status: "canceled", tries: tries.filter(isBy) };
    });
}

export function cutResult(result: Result, at: number, code: string): Result {
  const assigned = result.assigned.filter((one) => one.at < at);
  const tries = (result.tries ?? []).filter((time) => time < at);
  const entries = cut(result.entries, at);
  return { kind: "failed", failure: { code }, at, assigned, tries, entries, own: new Map() };
}
