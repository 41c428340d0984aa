import type { Json } from "./json.ts";
import type { StepFailure } from "./step-error.ts";

/**
 * What can happen to a run. Facts are the journal: a run is the fold of its facts over its version
 * and event. `at` is milliseconds since 1970, given by the host.
 */
export type Fact =
  | {
      readonly kind: "start";
      readonly at: number;
      /** Of a run that has taken over facts: the seed they were made with. */
      readonly seed?: string;
    }
  /** More compute than one slice holds: go on. */
  | { readonly kind: "proceed"; readonly at: number }
  /** The time has come: whatever is due at `at`. */
  | { readonly kind: "wake"; readonly at: number }
  /** An at-most-once action is about to be performed. */
  | {
      readonly kind: "intent";
      readonly at: number;
      readonly path: string;
      readonly attempt: number;
    }
  | OutcomeFact
  | SignalFact
  /** The workflow that a step calls has started a run, or cannot. */
  | {
      readonly kind: "called";
      readonly at: number;
      readonly path: string;
      readonly result: CallResult;
    }
  | {
      readonly kind: "cancel";
      readonly at: number;
      readonly reason: "canceled_by_user" | "parent_ended";
    }
  /** The run has taken over the facts before from another one: its clock starts again. */
  | { readonly kind: "resumed"; readonly at: number }
  /** The process died too often while it worked on this run. */
  | { readonly kind: "quarantine"; readonly at: number; readonly deaths: number };

export interface SignalFact {
  readonly kind: "signal";
  readonly at: number;
  readonly signal: string;
  readonly value: Json;
  /** The event that it came with. */
  readonly eventId?: string;
}

export interface OutcomeFact {
  readonly kind: "outcome";
  readonly at: number;
  readonly path: string;
  readonly attempt: number;
  readonly result: Outcome;
  /** What the action logged. */
  readonly log?: readonly string[];
}

export type CallResult =
  | { readonly ok: true; readonly runId: string }
  | { readonly ok: false; readonly failure: StepFailure };

export type Outcome =
  | { readonly ok: true; readonly output: Json }
  | { readonly ok: false; readonly failure: StepFailure };
