import type { Snapshot } from "quickjs-wasi";
import type { GuestLanguage, GuestLimits } from "./guest-call.ts";

/* What the main thread and a worker say to each other: one answer for each order. */

/** An engine with prelude and library loaded and warm, ready to be copied for every call. */
export interface Image {
  readonly snapshot: Snapshot;
  /** Handles of the prelude's entries in the snapshot. */
  readonly run: number;
  readonly check: number;
  readonly describe: number;
  /** What the library itself takes; a guest's limit begins there. */
  readonly bytes: number;
}

export interface WorkerData {
  /** The engine, compiled once for all threads. */
  readonly module: object;
  /** Milliseconds of the process's monotonic clock at which the guest's code began; 0 before. */
  readonly begun: Float64Array;
}

export interface GuestOrder {
  readonly kind: "run" | "check";
  readonly language: GuestLanguage;
  readonly source: string;
  readonly variableNames: readonly string[];
  /** JSON texts: a guest gets copies by parsing them. */
  readonly variables: string;
  readonly data: string;
  readonly now: number;
  readonly seed: string;
  readonly limits: GuestLimits;
  /** Of the language, where another worker has made one already. */
  readonly image: Image | undefined;
}

export type GuestFault =
  | { readonly kind: "time" | "memory" | "output" }
  /** The engine itself gave up. */
  | { readonly kind: "engine"; readonly message: string }
  | {
      readonly kind: "syntax" | "error";
      readonly message: string;
      readonly line?: number;
      readonly column?: number;
    };

export type GuestOutcome =
  | { readonly ok: true; readonly output: string; readonly log: readonly string[] }
  | { readonly ok: false; readonly fault: GuestFault; readonly log: readonly string[] };

export type WorkerAnswer =
  | { readonly kind: "image"; readonly language: GuestLanguage; readonly image: Image }
  | { readonly kind: "ended"; readonly outcome: GuestOutcome };
