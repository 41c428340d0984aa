import {
  assert,
  defaultRunSettings,
  type Delivery,
  type EndedRunCount,
  type Fact,
  isEndedStatus,
  type Json,
  type NewRun,
  type RunRow,
  type RunSignal,
  type StoredEvent,
  type StoreUnit,
  type UnitResult,
  type VersionRow,
  type WorkflowRow,
} from "@stepwell/core";

/** All that a store keeps, in memory. */
export interface Memory {
  readonly workflows: Map<string, WorkflowRow>;
  /** By workflow, in the order of their numbers. */
  readonly versions: Map<string, VersionRow[]>;
  readonly events: Map<string, StoredEvent>;
  readonly eventIdsByKey: Map<string, string>;
  readonly runs: Map<string, RunRow>;
  /** By run; the start is told by the run's row. */
  readonly journal: Map<string, readonly Fact[]>;
  readonly nextNumbers: Map<string, number>;
  readonly settings: Map<string, Json>;
  /** In the order of their numbers, from 0. */
  readonly runSettings: string[];
  /** Signals by run. */
  readonly awaited: Map<string, readonly string[]>;
  readonly deliveries: Map<string, Delivery>;
  /** Of ended runs, by hour, workflow and status. */
  readonly runCounts: Map<string, EndedRunCount>;
}

export function emptyMemory(): Memory {
  return {
    workflows: new Map(),
    versions: new Map(),
    events: new Map(),
    eventIdsByKey: new Map(),
    runs: new Map(),
    journal: new Map(),
    nextNumbers: new Map(),
    settings: new Map(),
    runSettings: [JSON.stringify(defaultRunSettings)],
    awaited: new Map(),
    deliveries: new Map(),
    runCounts: new Map(),
  };
}

/** Checks first, so that it changes all or nothing. */
export function applyUnit(memory: Memory, unit: StoreUnit): UnitResult {
  return unit.kind === "accept" ? accept(memory, unit) : append(memory, unit);
}

type Accept = Extract<StoreUnit, { kind: "accept" }>;
type Append = Extract<StoreUnit, { kind: "append" }>;

function accept(memory: Memory, { event, runs, deliveries = [] }: Accept): UnitResult {
  const key = event?.dedupeKey;
  if (key !== undefined && memory.eventIdsByKey.has(key)) return "duplicate_event";
  assert(!event || !memory.events.has(event.id), "the event's id is new");
  const ids = new Set(runs.map(({ run }) => run.id));
  assert(ids.size === runs.length, "each run has its own id");
  for (const id of ids) assert(!memory.runs.has(id), "the run's id is new");
  if (event) memory.events.set(event.id, event);
  if (event && key !== undefined) memory.eventIdsByKey.set(key, event.id);
  if (event) keepDeliveries(memory, event.id, deliveries);
  for (const run of runs) keepRun(memory, run);
  return "committed";
}

function append(memory: Memory, { afterSeq, delivered = [], ...run }: Append): UnitResult {
  const { id } = run.run;
  if (memory.runs.get(id)?.seq !== afterSeq) return "stale";
  keepRun(memory, run);
  for (const eventId of delivered) memory.deliveries.delete(`${id} ${eventId}`);
  return "committed";
}

function keepDeliveries(memory: Memory, eventId: string, deliveries: readonly RunSignal[]): void {
  for (const { runId, signal } of deliveries)
    memory.deliveries.set(`${runId} ${eventId}`, { runId, signal, eventId });
}

function keepRun(memory: Memory, { run, facts, awaits }: NewRun): void {
  const before = memory.runs.get(run.id);
  if (isEndedStatus(run.status) && !(before && isEndedStatus(before.status))) countEnd(memory, run);
  memory.runs.set(run.id, run);
  keepFacts(memory, run.id, facts);
  if (awaits) memory.awaited.set(run.id, awaits);
}

export const hourMs = 3_600_000;

function countEnd({ runCounts }: Memory, { workflowId, status, endedAt = 0 }: RunRow): void {
  const start = Math.floor(endedAt / hourMs) * hourMs;
  const key = `${start} ${workflowId} ${status}`;
  const { count } = runCounts.get(key) ?? { count: 0 };
  runCounts.set(key, { workflowId, start, status, count: count + 1 });
}

function keepFacts({ journal }: Memory, runId: string, facts: readonly Fact[]): void {
  const [first] = facts;
  const isTold = first?.kind === "start" && first.seed === undefined;
  const kept = isTold ? facts.slice(1) : facts;
  if (kept.length > 0) journal.set(runId, [...(journal.get(runId) ?? []), ...kept]);
}

export function factsOf({ runs, journal }: Memory, runId: string): readonly Fact[] {
  const startedAt = runs.get(runId)?.startedAt;
  const facts = journal.get(runId) ?? [];
  if (startedAt === undefined || facts[0]?.kind === "start") return facts;
  return [{ kind: "start", at: startedAt }, ...facts];
}

export function deleteRun({ runs, journal, awaited, deliveries }: Memory, id: string): void {
  runs.delete(id);
  journal.delete(id);
  awaited.delete(id);
  for (const [key, { runId }] of deliveries) if (runId === id) deliveries.delete(key);
}

export function deleteEndedRuns(memory: Memory, ids: readonly string[]): readonly string[] {
  return ids.filter((id) => {
    const run = memory.runs.get(id);
    if (!run || !isEndedStatus(run.status)) return false;
    deleteRun(memory, id);
    return true;
  });
}

/** Ids sort by time: the oldest first. */
export function sortedRuns({ runs }: Memory): readonly RunRow[] {
  return [...runs.values()].sort(byId);
}

export function sortedEvents({ events }: Memory): readonly StoredEvent[] {
  return [...events.values()].sort(byId);
}

export function byId(left: { readonly id: string }, right: { readonly id: string }): number {
  return left.id < right.id ? -1 : 1;
}
