import type { EventRecord } from "./event.ts";
import type { Json, JsonObject } from "./json.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import type { ProgramList, ProgramStep } from "./program.ts";
import type { FramePlan, FrameSummary, HttpResponse, RunEnd, Wait, WaitEnd } from "./step-type.ts";
import type { StepFailure } from "./step-error.ts";

/*
 * The state of a run. It is a fold of facts (see fact.ts) and holds only what is still open: the
 * live frames and their outputs. History is the same fold, watched by a trace; nothing is stored
 * twice. Data is shared by reference and never changed; `advance` copies the live tree first.
 */

export const runStatuses = [
  "queued",
  "running",
  "waiting",
  "succeeded",
  "failed",
  "canceled",
  "rejected",
] as const;
export type RunStatus = (typeof runStatuses)[number];

export const runReasons = [
  "step_error",
  "condition_not_met",
  "end_step",
  "timeout",
  "canceled_by_user",
  "parent_ended",
  "cycle_limit",
  "uncertain_effect",
  "rejected_by_person",
  "limit",
  "quarantined",
] as const;
export type RunReason = (typeof runReasons)[number];

/** What stays the same for the whole life of a run. */
export interface RunIdentity {
  readonly id: string;
  readonly number: number;
  /** 1, and one more for each time the event was run again. */
  readonly attempt: number;
  readonly event: EventRecord;
  readonly settings: RunSettings;
}

/** What the environment gives to a run, as it was when the run was made: a later change is not seen. */
export interface RunSettings {
  readonly env: JsonObject;
  readonly limits: Limits;
}

export interface Run {
  readonly identity: RunIdentity;
  readonly trigger: Json;
  /** `event` as expressions see it: the envelope and data, the same before and after a restart. */
  readonly event: Json;
  readonly previous: JsonObject | undefined;
  status: RunStatus;
  reason: RunReason | undefined;
  failure: StepFailure | undefined;
  message: string | undefined;
  startedAt: number | undefined;
  endedAt: number | undefined;
  timeoutAt: number | undefined;
  /** Of all chance in it, so that a replay waits equally long: its id, or that of the run whose facts it took over. */
  seed: string;
  /** When it took over the facts of another run. */
  resumedAt: number | undefined;
  output: Json | undefined;
  response: HttpResponse | undefined;
  /** For whoever waits for the run's answer. */
  messages: readonly string[];
  vars: JsonObject;
  root: Frame | undefined;
  /** Facts that changed the run. */
  factCount: number;
  /** Step runs begun: what the journal limit counts. */
  stepRunCount: number;
}

export const defaultRunSettings: RunSettings = { env: {}, limits: defaultLimits };

/** One entry into a list of steps: the whole workflow, a branch, or one iteration of a loop. */
export interface Frame {
  readonly parent: Frame | undefined;
  /** The step whose branch this is; undefined at the top. */
  readonly owner: OpenStep | undefined;
  readonly index: number;
  /** The branch's id, or the index of an iteration: a part of the paths below. */
  readonly key: string;
  readonly steps: ProgramList;
  /** Seen as `scopes.<owner id>`. */
  readonly scope: JsonObject | undefined;
  position: number;
  current: OpenStep | undefined;
  outputs: Map<string, Json>;
}

/** A step run that has begun and not ended. */
export interface OpenStep {
  readonly step: ProgramStep;
  readonly path: string;
  readonly startedAt: number;
  deadlineAt: number | undefined;
  /** Its failure, where that went to its error branch: a second one fails the list. */
  handled: StepFailure | undefined;
  state: OpenState;
}

export type OpenState =
  | PerformState
  | RetryState
  | WaitState
  | FramesState
  | { readonly kind: "handler"; readonly frame: Frame; readonly failure: StepFailure }
  | { readonly kind: "done"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: StepFailure }
  /** Leaves the enclosing list. */
  | { readonly kind: "stop"; readonly output: Json }
  | { readonly kind: "end"; readonly end: RunEnd };

export interface PerformState {
  readonly kind: "perform";
  readonly request: JsonObject;
  readonly attempt: number;
  /** At-most-once: the intent is durable, a repeat is forbidden. */
  readonly isIntended: boolean;
}

export interface RetryState {
  readonly kind: "retry";
  readonly request: JsonObject;
  readonly attempt: number;
  readonly at: number;
  /** Of the attempt before. */
  readonly failure: StepFailure;
}

export interface WaitState {
  readonly kind: "wait";
  readonly wait: Wait;
  /** The run that was called; undefined until the host has said so. */
  readonly calledRunId: string | undefined;
  /** What has come; the list takes it from here. */
  readonly end: WaitEnd | undefined;
}

export interface FramesState {
  readonly kind: "frames";
  readonly plan: FramePlan;
  readonly frames: Frame[];
  next: number;
  entered: number;
  skipped: number;
  succeeded: number;
  failed: number;
  isStopped: boolean;
  outcomes: FrameSummary["outcomes"];
  firstFailure: StepFailure | undefined;
  /** Outputs of ended frames by step id; the frame with the highest index has the latest one. */
  readonly latest: Map<string, { readonly index: number; readonly output: Json }>;
}

const endedStatuses: ReadonlySet<RunStatus> = new Set([
  "succeeded",
  "failed",
  "canceled",
  "rejected",
]);

export function isEndedStatus(status: RunStatus): boolean {
  return endedStatuses.has(status);
}

export function isEnded(run: Run): boolean {
  return endedStatuses.has(run.status);
}
