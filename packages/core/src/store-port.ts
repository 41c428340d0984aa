import type { Decision, EventRecord } from "./event.ts";
import type { Fact } from "./fact.ts";
import type { Json, JsonObject } from "./json.ts";
import type { RunReason, RunSettings, RunStatus } from "./run.ts";

/*
 * The Store port: where an environment keeps its workflows, events, runs and journal. Every promise
 * that resolves has been synced to the disk. All adapters pass the one suite in
 * `store/src/contract.suite.ts`; nothing here assumes that there is one process.
 */

/** An event as it is stored: with why it did or did not start runs. */
export interface StoredEvent extends EventRecord {
  /** Milliseconds since 1970. */
  readonly receivedAt: number;
  readonly decisions: readonly Decision[];
  /** Unique where given: the second event with the same key is refused as a duplicate. */
  readonly dedupeKey: string | undefined;
}

/** A run's row: all that lists show and the host needs without the journal. */
export interface RunRow {
  readonly id: string;
  readonly number: number;
  readonly workflowId: string;
  readonly version: number;
  readonly eventId: string;
  readonly status: RunStatus;
  readonly reason: RunReason | undefined;
  /** For people: the failing step's message, or the end step's. */
  readonly message: string | undefined;
  readonly createdAt: number;
  readonly startedAt: number | undefined;
  readonly endedAt: number | undefined;
  /** When the run wants to be woken next; undefined once it has ended. */
  readonly wakeAt: number | undefined;
  /** Facts so far, the start included: what fences a second writer. */
  readonly seq: number;
  readonly attempt: number;
  readonly rerunOf: string | undefined;
  readonly concurrencyKey: string | undefined;
  /** What the environment gave to the run when it was made: see `keepRunSettings`. */
  readonly settingsId: number;
  /** The run that called this one. */
  readonly parentId: string | undefined;
  /** Deaths of the process while it worked on the run, since the run's last progress. */
  readonly deaths: number;
}

/** A group of writes that becomes durable as a whole or not at all. */
export type StoreUnit =
  /** A new event with the runs that it starts; or new runs of an event that is there (run again). */
  | {
      readonly kind: "accept";
      readonly event: StoredEvent | undefined;
      readonly runs: readonly NewRun[];
      /** Waiting runs that the event is for: owed until an append of the run says `delivered`. */
      readonly deliveries?: readonly RunSignal[];
    }
  /** New facts of a run and the row after them; refused as stale unless the row has `afterSeq`. */
  | {
      readonly kind: "append";
      readonly afterSeq: number;
      readonly run: RunRow;
      readonly facts: readonly Fact[];
      /** The signals that the run waits for from now on; undefined where they are as before. */
      readonly awaits?: readonly string[] | undefined;
      /** Ids of events that the run has been told of, whether they changed it or not. */
      readonly delivered?: readonly string[];
    };

export interface RunSignal {
  readonly runId: string;
  readonly signal: string;
}

/** An event on its way to a run that waits for it. */
export interface Delivery extends RunSignal {
  readonly eventId: string;
}

export interface NewRun {
  readonly run: RunRow;
  /** In order; a start fact is told by the row's `startedAt` and takes no journal entry. */
  readonly facts: readonly Fact[];
  readonly awaits?: readonly string[] | undefined;
}

export type UnitResult = "committed" | "duplicate_event" | "stale";

export interface WorkflowRow {
  readonly id: string;
  /** The unguessable part of the webhook's address; stable over versions. */
  readonly token: string;
  readonly name: string;
  readonly draft: Json;
  /** Grows with every change of the draft. */
  readonly draftRevision: number;
  readonly activeVersion: number | undefined;
  readonly latestVersion: number;
  readonly isArchived: boolean;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface VersionRow {
  readonly workflowId: string;
  readonly number: number;
  readonly definition: Json;
  readonly note: string | undefined;
  readonly publishedAt: number;
  readonly publishedBy: string;
}

export interface Page {
  readonly limit: number;
  /** The id after which the page begins, in the list's order (newest first). */
  readonly cursor: string | undefined;
  /** Told where a search ends that has looked at as many rows as one may: it goes on from there. */
  readonly onSearchEnd?: (last: SearchedRow) => void;
}

export interface SearchedRow {
  readonly id: string;
  /** When it was made, milliseconds since 1970. */
  readonly at: number;
}

export interface RunFilter {
  readonly workflowId?: string;
  readonly version?: number;
  readonly statuses?: readonly RunStatus[];
  /** Bounds of `createdAt`, milliseconds since 1970; the second is exclusive. */
  readonly from?: number;
  readonly to?: number;
  /** Text that the run's id or its event's data contains. */
  readonly q?: string;
  /** Where `q` is looked for, if not everywhere. */
  readonly searches?: "ids";
}

export interface EventFilter {
  readonly type?: string;
  /** Events for this workflow only; looked for among the newest ones, as are all that follow but times. */
  readonly target?: string;
  readonly source?: string;
  /** Events for this workflow only, and those on which it has decided. */
  readonly workflowId?: string;
  /** Did a run come of it, of the workflow if one is named? */
  readonly hasStarted?: boolean;
  readonly from?: number;
  readonly to?: number;
  readonly q?: string;
  readonly searches?: "ids";
}

export interface Store {
  // The hot path. Units are committed in groups; each promise resolves after its group's fsync.
  commit(unit: StoreUnit): Promise<UnitResult>;
  /** Units and bytes that wait to be written: what back-pressure looks at. */
  backlog(): { readonly units: number; readonly bytes: number };
  /** `read_only` after a failed or short write (full disk); tried again by itself. */
  health(): StoreHealth;

  eventByKey(dedupeKey: string): Promise<StoredEvent | undefined>;
  event(id: string): Promise<StoredEvent | undefined>;
  events(filter: EventFilter, page: Page): Promise<readonly StoredEvent[]>;
  run(id: string): Promise<RunRow | undefined>;
  runs(filter: RunFilter, page: Page): Promise<readonly RunRow[]>;
  /** Facts of a run in order, the start fact first. */
  facts(runId: string): Promise<readonly Fact[]>;
  runsOfEvent(eventId: string): Promise<readonly RunRow[]>;
  rerunsOf(runId: string): Promise<readonly RunRow[]>;

  /** Runs whose `wakeAt` has come, earliest first, behind the one given. */
  dueRuns(now: number, limit: number, after?: RunRow): Promise<readonly RunRow[]>;
  /** The earliest `wakeAt` later than the time given. */
  nextWakeAt(after?: number): Promise<number | undefined>;
  /** Runs that are `running`, oldest first: what a start must take up again. */
  interruptedRuns(afterId: string | undefined, limit: number): Promise<readonly RunRow[]>;
  /** Runs that wait for a signal, oldest first. */
  runsAwaiting(
    signal: string,
    afterId: string | undefined,
    limit: number,
  ): Promise<readonly string[]>;
  /** The topics of the signals that runs wait for (see signal.ts). */
  awaitedTopics(): Promise<readonly string[]>;
  /** Deliveries that are still owed: what a start must take up again. */
  owedDeliveries(): Promise<readonly Delivery[]>;
  /** Runs that a run has called and that have not ended. */
  openCalls(parentId: string): Promise<readonly RunRow[]>;
  /** Ended runs whose callers still wait for their end, and open ones whose callers do not. */
  unsettledCalls(): Promise<readonly RunRow[]>;
  /** Ids of called runs whose end is waited for and that are gone. */
  lostCalls(): Promise<readonly string[]>;
  /** Runs that wait for a free place, oldest first. */
  queuedRuns(workflowId: string, concurrencyKey: string, limit: number): Promise<readonly RunRow[]>;
  /** Started and not ended runs with a concurrency key, and places where runs are queued. */
  concurrency(): Promise<readonly ConcurrencyCount[]>;
  /** Makes durable that the process is about to work on runs that a death has interrupted. */
  addDeaths(runIds: readonly string[]): Promise<void>;
  /** The number of these settings, the same for equal ones. */
  keepRunSettings(settings: RunSettings): Promise<number>;
  runSettings(id: number): Promise<RunSettings | undefined>;
  /** The first of `count` run numbers that nobody else gets. */
  reserveRunNumbers(workflowId: string, count: number): Promise<number>;
  countOpenRuns(workflowId: string): Promise<number>;
  /** Of all workflows. */
  openRunCounts(): Promise<OpenRunCounts>;
  /** Runs that have ended, also those that were deleted since: no look at the runs themselves. */
  endedRunCounts(span: CountSpan): Promise<readonly EndedRunCount[]>;

  workflow(id: string): Promise<WorkflowRow | undefined>;
  workflowByToken(token: string): Promise<WorkflowRow | undefined>;
  workflows(): Promise<readonly WorkflowRow[]>;
  /** False where the id is taken. */
  insertWorkflow(row: WorkflowRow): Promise<boolean>;
  /** False where the stored draft revision is another one. */
  updateWorkflow(row: WorkflowRow, afterRevision: number): Promise<boolean>;
  /** The new version and the workflow's row after it, together. */
  insertVersion(version: VersionRow, row: WorkflowRow, afterRevision: number): Promise<boolean>;
  version(workflowId: string, number: number): Promise<VersionRow | undefined>;
  versions(workflowId: string): Promise<readonly VersionRow[]>;
  /** With its versions, runs and journals, and the settings that are named `<what>.<its id>`. */
  deleteWorkflow(id: string): Promise<void>;

  /** Removes ended runs with their journals; the ids of those removed. */
  deleteRuns(ids: readonly string[]): Promise<readonly string[]>;
  /** One batch of retention: a few milliseconds of the writer. Open runs and their events stay. */
  prune(order: PruneOrder): Promise<PruneResult>;

  setting(name: string): Promise<Json | undefined>;
  setSetting(name: string, value: Json): Promise<void>;

  /** Verifies every checksum; the findings name table and row. */
  verify(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface OpenRunCounts {
  readonly queued: number;
  readonly running: number;
  readonly waiting: number;
}

export interface CountSpan {
  /** Milliseconds since 1970, at a full hour or a day's beginning in UTC; the second is exclusive. */
  readonly from: number;
  readonly to: number;
  readonly bucket: "hour" | "day";
}

export interface EndedRunCount {
  readonly workflowId: string;
  /** When its hour or day began. */
  readonly start: number;
  readonly status: RunStatus;
  readonly count: number;
}

export interface ConcurrencyCount {
  readonly workflowId: string;
  readonly concurrencyKey: string;
  readonly open: number;
  readonly queued: number;
}

export interface PruneOrder {
  /** Ended runs of these outcomes that ended before these times go; undefined keeps all. */
  readonly succeededBefore: number | undefined;
  readonly failedBefore: number | undefined;
  readonly canceledBefore: number | undefined;
  /** Events received before go, where no run refers to them and none is owed them. */
  readonly eventsBefore: number | undefined;
  /** Counts of runs that ended before this time go; they are not among the rows removed. */
  readonly countsBefore?: number;
  /** Applies to one workflow only, for its own retention. */
  readonly workflowId?: string;
  readonly rowsMax: number;
}

export interface PruneResult {
  /** Rows that are gone. */
  readonly removed: number;
  /** False where there is more to look at: a batch may remove nothing and not be the last. */
  readonly isDone: boolean;
}

export type StoreHealth =
  | { readonly status: "ok" }
  | { readonly status: "read_only"; readonly why: string; readonly details?: JsonObject };

/** Thrown by writes while the store is read-only; carries when to try again. */
export class StoreReadOnlyError extends Error {
  override readonly name = "StoreReadOnlyError";
  readonly retryAfterMs = 5000;
}
