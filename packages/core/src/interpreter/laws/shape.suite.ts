/*
 * A program as the laws generate it: what the oracle reads, and what `definitionOf` writes as a
 * definition. Ids are unique, times are wide apart.
 */

/** A variable with the number that stands for it where it has no value; or a number. */
export interface Value {
  readonly root: "literal" | "step" | "variable" | "item" | "error" | "trigger" | "now";
  readonly id: string;
  readonly or: number;
}

export type ErrorPolicy = "fail" | "continue" | "branch";

export interface Policies {
  readonly id: string;
  readonly onError: ErrorPolicy;
  readonly handler: readonly Step[];
  readonly attempts: number;
  readonly timeoutMs: number | undefined;
}

export type Step = Policies & Work;

export type Work =
  | { readonly type: "calc"; readonly of: readonly Value[]; readonly fails: boolean }
  | { readonly type: "assign"; readonly name: string; readonly value: Value }
  | { readonly type: "output"; readonly value: Value }
  | { readonly type: "act"; readonly of: readonly Value[]; readonly once: boolean }
  | { readonly type: "pause"; readonly ms: number }
  | {
      readonly type: "listen";
      /** Loops around the step: their indexes make the signal unique. */
      readonly loops: readonly string[];
      readonly ms: number | undefined;
    }
  | {
      readonly type: "call";
      readonly of: readonly Value[];
      /** What follows a success, if anything. */
      readonly lists: readonly (readonly Step[])[];
    }
  | {
      readonly type: "gate";
      readonly mode: "continue" | "branches";
      readonly value: Value;
      readonly lists: readonly (readonly Step[])[];
    }
  | {
      readonly type: "pick";
      readonly ifNone: "continue" | "fail";
      readonly value: Value;
      readonly lists: readonly (readonly Step[])[];
    }
  | EachWork
  | ForkWork
  | { readonly type: "finish"; readonly result: "succeed" | "fail" };

interface EachWork {
  readonly type: "each";
  readonly over: readonly number[];
  readonly concurrency: number;
  readonly onFailure: "fail" | "break" | "continue";
  readonly only: Value | undefined;
  readonly ifNotMet: "skip" | "stop";
  readonly body: readonly Step[];
}

interface ForkWork {
  readonly type: "fork";
  readonly mode: "all" | "any" | "race" | "all_settled";
  readonly lists: readonly (readonly Step[])[];
}

/** One generated case: a program, and the seed of all that happens to its run. */
export interface Case {
  readonly steps: readonly Step[];
  readonly timeoutMs: number | undefined;
  readonly cancelAt: number | undefined;
  readonly seed: number;
}

/** A branch of a pick is met where its value is above this. */
export function threshold(index: number): number {
  return 350 * (index + 1);
}

export const retryDelaysMs = { initial: 1000, factor: 3, max: 20_000 };
export const startedAt = 1_700_000_000_000;
export const triggerNumber = 417;
