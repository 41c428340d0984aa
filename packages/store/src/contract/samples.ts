import type {
  Fact,
  NewRun,
  RunRow,
  StoredEvent,
  StoreUnit,
  VersionRow,
  WorkflowRow,
} from "@stepwell/core";

/* Rows for the contract's tests. A number gives an id and a time, so that ids sort by time. */

export const firstAt = 1_795_000_000_000;

function idOf(prefix: string, number: number): string {
  return `${prefix}_${String(number).padStart(26, "0")}`;
}

export function runId(number: number): string {
  return idOf("run", number);
}

export function eventId(number: number): string {
  return idOf("evt", number);
}

export function sampleEvent(number: number, change: Partial<StoredEvent> = {}): StoredEvent {
  return {
    id: eventId(number),
    type: "webhook",
    source: "/hooks/live/token",
    time: "2026-11-21T19:00:00.000Z",
    data: { body: { number, text: 'Ünïcode \u{1F600} \u0000 "quoted" 100%_' } },
    causes: [],
    receivedAt: firstAt + number,
    decisions: [{ workflowId: "wf_a", version: 1, outcome: "started", runId: runId(number) }],
    dedupeKey: undefined,
    ...change,
  };
}

export function sampleRun(number: number, change: Partial<RunRow> = {}): RunRow {
  return {
    id: runId(number),
    number,
    workflowId: "wf_a",
    version: 1,
    eventId: eventId(number),
    status: "succeeded",
    reason: undefined,
    message: undefined,
    createdAt: firstAt + number,
    startedAt: firstAt + number,
    endedAt: firstAt + number + 5,
    wakeAt: undefined,
    seq: 1,
    attempt: 1,
    rerunOf: undefined,
    concurrencyKey: undefined,
    settingsId: 0,
    parentId: undefined,
    deaths: 0,
    ...change,
  };
}

/** A run that is not at its end. */
export function openRun(number: number, change: Partial<RunRow> = {}): RunRow {
  return sampleRun(number, { status: "running", endedAt: undefined, ...change });
}

export function queuedRun(number: number, change: Partial<RunRow> = {}): RunRow {
  return openRun(number, { status: "queued", startedAt: undefined, seq: 0, ...change });
}

export function startFact({ createdAt }: RunRow): Fact {
  return { kind: "start", at: createdAt };
}

export function outcomeFact(path: string, at: number): Fact {
  return { kind: "outcome", at, path, attempt: 1, result: { ok: true, output: { path } } };
}

export function acceptUnit(run: RunRow, event: Partial<StoredEvent> = {}): StoreUnit {
  const number = Number(run.id.slice(4));
  return { kind: "accept", event: sampleEvent(number, event), runs: [newRun(run)] };
}

function newRun(run: RunRow): NewRun {
  return { run, facts: run.startedAt === undefined ? [] : [startFact(run)] };
}

type AppendUnit = Extract<StoreUnit, { kind: "append" }>;

export function appendUnit(run: RunRow, afterSeq: number, facts: readonly Fact[]): AppendUnit {
  return { kind: "append", afterSeq, run, facts };
}

export function sampleWorkflow(id: string, change: Partial<WorkflowRow> = {}): WorkflowRow {
  return {
    id,
    token: `token-of-${id}`,
    name: `Workflow ${id}`,
    draft: { format: "stepwell/v1", steps: [] },
    draftRevision: 1,
    activeVersion: undefined,
    latestVersion: 0,
    isArchived: false,
    createdAt: firstAt,
    updatedAt: firstAt,
    ...change,
  };
}

export function sampleVersion(workflowId: string, number: number): VersionRow {
  return {
    workflowId,
    number,
    definition: { number },
    note: undefined,
    publishedAt: firstAt + number,
    publishedBy: "key_1",
  };
}
