import type { Cause, Decision } from "./event.ts";
import type { Outcome } from "./fact.ts";
import type { PastRun } from "./hindcast/hindcast.ts";
import type { PerformDebt } from "./interpreter/debts.ts";
import type { History } from "./interpreter/history.ts";
import type { Json } from "./json.ts";
import type { Run, RunIdentity } from "./run.ts";
import type { RunRow } from "./store-port.ts";

/*
 * The Host port: what carries runs. It owes each run its debts (`pending`) and tells it facts; no
 * workflow rule lives here. All adapters pass `host/src/contract.suite.ts`.
 */

/** Something that happened, as a source tells it; not stored yet. */
export interface Occurrence {
  readonly type: string;
  readonly source: string;
  readonly data: Json;
  /** ISO 8601; the time of arrival where the source does not say. */
  readonly time?: string;
  /** The event is for this workflow only. */
  readonly target?: string;
  /** What makes two deliveries the same event. */
  readonly dedupeKey?: string;
  readonly causes?: readonly Cause[];
  /** The event's size as it came in, for back-pressure. */
  readonly bytes: number;
}

export type Acceptance =
  | {
      readonly kind: "accepted";
      readonly eventId: string;
      readonly isDuplicate: boolean;
      readonly decisions: readonly Decision[];
      /** Runs that the event started, as they stand after its commit. */
      readonly runs: readonly Run[];
    }
  | Overload;

/** Nothing was accepted. `workflow_busy` concerns one workflow (429), the others the server (503). */
export interface Overload {
  readonly kind: "overload";
  readonly why: "workflow_busy" | "server_busy" | "read_only" | "stopping";
  readonly retryAfterMs: number;
}

export interface RerunOrder {
  readonly original: RunRow;
  readonly version: number;
}

export interface ResumeOrder extends RerunOrder {
  /** Other data than the original event's. */
  readonly data?: Json;
}

/** What was done does not fit, or it would fail again at once: see take-over.ts. */
export interface ResumeRefusal {
  readonly kind: "refused";
  readonly code: "not_compatible" | "fails_again";
  readonly message: string;
}

export type CancelResult = "canceled" | "already_ended" | "not_found";

export interface ActionTrial {
  readonly identity: RunIdentity;
  readonly workflowId: string;
  readonly debt: PerformDebt;
  readonly signal: AbortSignal;
}

/** What came of an action. */
export interface Performed {
  readonly outcome: Outcome;
  readonly log: readonly string[];
}

export interface Host {
  /** Resolves when the event, its decisions and its runs are durable. */
  accept(occurrence: Occurrence): Promise<Acceptance>;
  /**
   * A list in its order, decided together. Nothing of it is stored where the answer is overload;
   * only a disk that fills up in the middle may have taken a part: with ids, sent again, it is the same.
   */
  acceptAll(occurrences: readonly Occurrence[]): Promise<readonly Acceptance[] | Overload>;
  rerun(order: RerunOrder): Promise<Acceptance>;
  /** A new run that goes on from where an ended one failed or was canceled. */
  resume(order: ResumeOrder): Promise<Acceptance | ResumeRefusal>;
  /**
   * The run once it has ended; nothing where there is no such run (any more). After the signal's
   * abort nobody is told, and nothing is kept for it.
   */
  ended(runId: string, signal?: AbortSignal): Promise<Run | undefined>;
  cancel(runId: string): Promise<CancelResult>;
  history(runId: string): Promise<(History & { readonly row: RunRow }) | undefined>;
  /** All that the run is a function of. */
  past(runId: string): Promise<(PastRun & { readonly row: RunRow }) | undefined>;
  /** Carries out one action of a run that is only tried: through the gate, as any other. */
  tryAction(trial: ActionTrial): Promise<Performed>;
  /** A workflow was published, activated, deactivated or deleted. */
  reload(workflowId: string): Promise<void>;
  /** Called with each run whose row has changed. */
  watch(listener: (row: RunRow) => void): () => void;
  stats(): HostStats;
  /** Accepts nothing more; actions in flight may end within `graceMs`, then they are aborted. */
  stop(graceMs: number): Promise<void>;
}

export interface HostStats {
  /** Runs in memory. */
  readonly liveRuns: number;
  readonly actionsInFlight: number;
  readonly actionsQueued: number;
  readonly runsStarted: number;
  readonly runsEnded: { readonly [status: string]: number };
  readonly eventsAccepted: number;
  readonly eventsRefused: number;
}
