import type { Json, JsonObject, StepFailure } from "@stepwell/core";

export type GuestLanguage = "javascript" | "jmespath" | "jsonpath" | "jsonata" | "mathjs";

export interface GuestLimits {
  /** Time by the clock, not of the processor. */
  readonly timeMs: number;
  /** Of the guest's own values; a language's library is not counted. */
  readonly memoryBytesMax: number;
  /** Of the result as JSON in UTF-8. */
  readonly outputBytesMax: number;
  /** Of all lines together; each line counts one more. */
  readonly logCharactersMax: number;
}

export interface GuestCall {
  readonly language: GuestLanguage;
  /** JavaScript: a function body, `return` gives the result; it may await. Others: the expression. */
  readonly source: string;
  /** JavaScript: constants. JSONata: `$name`. Math.js: its variables. Each call has copies. */
  readonly variables: JsonObject;
  /** What a query looks at (JMESPath, JSONPath, JSONata); `null` for the others. */
  readonly data: Json;
  /** The only clock: milliseconds since 1970. It stands still. */
  readonly now: number;
  /** The same seed, the same random numbers. */
  readonly seed: string;
  readonly limits: GuestLimits;
}

export type GuestResult =
  | { readonly ok: true; readonly output: Json; readonly log: readonly string[] }
  | { readonly ok: false; readonly failure: StepFailure; readonly log: readonly string[] };

export type GuestCheck =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly message: string;
      /** Both from 1. */
      readonly line?: number;
      readonly column?: number;
    };

export interface GuestCallOptions {
  /** Aborting takes the call from the queue or ends its worker. */
  readonly signal: AbortSignal;
  /**
   * Groups take turns, none may take more than half of the queue, and one of which nothing runs
   * waits for none that holds all workers: a workflow.
   */
  readonly group: string;
}

/** What is asked of a guest's code: to run it, or only whether it compiles. */
export type GuestKind = "run" | "check";

/** Calls of one kind. */
export interface KindStats {
  readonly queued: number;
  readonly running: number;
  readonly answered: number;
  readonly terminated: number;
}

export interface IsolateStats {
  readonly workers: number;
  readonly busy: number;
  readonly queued: number;
  /** Calls that a worker has answered. */
  readonly answered: number;
  /** Workers ended by the watchdog or an abort. */
  readonly terminated: number;
  readonly kinds: { readonly [kind in GuestKind]: KindStats };
}

export interface Isolate {
  /** Never rejects: whatever the guest does, the answer is a result. */
  run(call: GuestCall, options: GuestCallOptions): Promise<GuestResult>;
  /** Only compiles. Rejects with a StepError where that could not be tried (queue full, closed). */
  check(language: GuestLanguage, source: string): Promise<GuestCheck>;
  stats(): IsolateStats;
  /** Calls that are waiting or running end as canceled. */
  close(): Promise<void>;
}
