import type { Fact, NewRun, RunRow, StoredEvent, StoreUnit } from "@stepwell/core";

/*
 * Units on their way to the writer's thread: one flat list of primitives for a whole batch. Of the
 * forms measured (objects, JSON, buffers) it costs the least on both sides.
 *
 *   accept: 0, hasEvent, [event], deliveries, runCount, { run, facts, awaits }*
 *   append: 1, afterSeq, delivered, run, facts, awaits
 *   facts:  text | null, number of the first
 *
 * The rare lists (deliveries, delivered, awaits) are JSON, null where there is none.
 */

export type Cell = string | number | null;

export const unitKinds = { accept: 0, append: 1 } as const;
export const eventCells = 10;
export const runCells = 19;
/** Facts and awaits: what comes with a run's row. */
export const tailCells = 3;

/** Adds a unit to a batch; says how many bytes of text it brought. */
export function encodeUnit(unit: StoreUnit, cells: Cell[]): number {
  if (unit.kind === "append") {
    cells.push(unitKinds.append, unit.afterSeq, listText(unit.delivered));
    return encodeRun(unit, cells);
  }
  const { event, runs, deliveries } = unit;
  cells.push(unitKinds.accept, event ? 1 : 0);
  let bytes = event ? encodeEvent(event, cells) : 0;
  cells.push(listText(deliveries), runs.length);
  for (const run of runs) bytes += encodeRun(run, cells);
  return bytes;
}

/** What a row costs beside its texts; near enough for back-pressure. */
const rowBytes = 300;

function encodeEvent(event: StoredEvent, cells: Cell[]): number {
  const data = JSON.stringify(event.data);
  const decisions = JSON.stringify(event.decisions);
  cells.push(
    event.id,
    event.type,
    event.source,
    event.time,
    event.target ?? null,
    event.dedupeKey ?? null,
    event.receivedAt,
    event.causes.length === 0 ? "[]" : JSON.stringify(event.causes),
    decisions,
    data,
  );
  return data.length + decisions.length + rowBytes;
}

/** A list of its own is an order of its own: no list leaves things as they are. */
function listText(list: readonly unknown[] | undefined): string | null {
  return list ? JSON.stringify(list) : null;
}

function encodeRun({ run, facts, awaits }: NewRun, cells: Cell[]): number {
  pushRow(run, cells);
  const kept = withoutStart(facts);
  if (kept.length === 0) {
    cells.push(null, 0, listText(awaits));
    return rowBytes;
  }
  const text = JSON.stringify(kept);
  cells.push(text, run.seq - kept.length + 1, listText(awaits));
  return text.length + rowBytes;
}

function pushRow(run: RunRow, cells: Cell[]): void {
  cells.push(
    run.id,
    run.number,
    run.workflowId,
    run.version,
    run.eventId,
    run.createdAt,
    run.attempt,
    run.rerunOf ?? null,
    run.settingsId,
    run.parentId ?? null,
    run.status,
    run.reason ?? null,
    run.message ?? null,
    run.startedAt ?? null,
    run.endedAt ?? null,
    run.wakeAt ?? null,
    run.seq,
    run.concurrencyKey ?? null,
    run.deaths,
  );
}

/** The row's `startedAt` tells a start that says no more; it can only be the first fact. */
function withoutStart(facts: readonly Fact[]): readonly Fact[] {
  const [first] = facts;
  return first?.kind === "start" && first.seed === undefined ? facts.slice(1) : facts;
}
