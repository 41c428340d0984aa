import {
  type Acceptance,
  decide,
  type Decision,
  type EventRecord,
  type NewRun,
  type Occurrence,
  type Program,
  type RunSignal,
  type Store,
  type StoredEvent,
} from "@stepwell/core";
import type { LiveRun } from "./live-run.ts";
import type { Programs } from "./programs.ts";
import { rowOf } from "./run-row.ts";
import type { RunSettingsSource } from "./run-settings.ts";
import {
  decisionOf,
  firstStart,
  type Started,
  type StartOptions,
  type StartParts,
  startRun,
} from "./run-start.ts";
import type { Signals } from "./signals.ts";

/*
 * From an occurrence to a durable event with its decisions and runs. The first slice of each run is
 * carried before the commit, so an event whose runs only compute costs one write in all.
 */

export interface IntakeParts extends StartParts {
  readonly store: Store;
  readonly programs: Programs;
  readonly runSettings: RunSettingsSource;
  readonly signals: Signals;
  /** Takes up the runs whose event is durable now. */
  adopt(runs: readonly LiveRun[]): void;
  /** The run is queued on the disk, or has given its place back without having begun. */
  queued(live: LiveRun): void;
}

type Accepted = Extract<Acceptance, { kind: "accepted" }>;

export type Intake = ReturnType<typeof makeIntake>;

export function makeIntake(parts: IntakeParts) {
  /** Events on their way to the disk, by key: a duplicate waits for the first one's answer. */
  const underWay = new Map<string, Promise<Accepted>>();

  async function accept(occurrence: Occurrence): Promise<Accepted> {
    const { dedupeKey } = occurrence;
    if (dedupeKey === undefined) return acceptNew(parts, occurrence);
    const first = underWay.get(dedupeKey);
    if (first) return asDuplicate(await first);
    const accepting = acceptOnce(parts, occurrence, dedupeKey);
    underWay.set(dedupeKey, accepting);
    try {
      return await accepting;
    } finally {
      underWay.delete(dedupeKey);
    }
  }

  return { accept };
}

async function acceptOnce(
  parts: IntakeParts,
  occurrence: Occurrence,
  dedupeKey: string,
): Promise<Accepted> {
  const known = await parts.store.eventByKey(dedupeKey);
  return known ? duplicateOf(known) : acceptNew(parts, occurrence);
}

async function acceptNew(parts: IntakeParts, occurrence: Occurrence): Promise<Accepted> {
  const receivedAt = parts.clock.now();
  const event = eventOf(parts, occurrence, receivedAt);
  const latest = parts.runSettings.current();
  const settings = "id" in latest ? latest : await latest;
  const decisions: Decision[] = [];
  const started: Started[] = [];
  for (const program of parts.programs.listening(event.type, event.target)) {
    const { outcome, detail } = decide(program, event, { now: receivedAt, ...settings });
    if (outcome !== "started") decisions.push(decisionOf(program, outcome, detail));
    else {
      const start = startRun(parts, program, {
        ...firstStart,
        event,
        settings,
        bytes: occurrence.bytes,
      });
      started.push("live" in start ? start : await startOrGiveBack(parts, start, started));
    }
  }
  decisions.push(...started.map(({ decision }) => decision));
  const stored: StoredEvent = { ...event, receivedAt, decisions, dedupeKey: occurrence.dedupeKey };
  return commitEvent(parts, stored, started);
}

/** Where one run of an event cannot start, the places of the others are free again. */
async function startOrGiveBack(
  parts: IntakeParts,
  start: Promise<Started>,
  others: readonly Started[],
): Promise<Started> {
  try {
    return await start;
  } catch (error) {
    for (const one of others) giveBack(parts, one);
    throw error;
  }
}

async function commitEvent(
  parts: IntakeParts,
  event: StoredEvent,
  started: readonly Started[],
): Promise<Accepted> {
  const receivers = await receiversOf(parts, event);
  const committing = commitStarted(parts, { event, receivers }, started);
  if (receivers.length > 0) void parts.signals.deliver(event, receivers, committing);
  const result = await committing;
  if (result === "committed") {
    takeUp(parts, started);
    const runs = started.map(({ live }) => live.run);
    const { id, decisions } = event;
    return { kind: "accepted", eventId: id, isDuplicate: false, decisions, runs };
  }
  const first = await parts.store.eventByKey(event.dedupeKey ?? "");
  if (first) return duplicateOf(first);
  throw new Error(`event ${event.id} was refused as ${result}`);
}

/** Events for one workflow are nobody else's. */
async function receiversOf({ signals }: IntakeParts, event: StoredEvent) {
  const mayConcern = event.target === undefined && signals.mayConcern(event);
  return mayConcern ? signals.receiversOf(event) : nobody;
}

const nobody: readonly RunSignal[] = [];

interface Cause {
  readonly event: StoredEvent | undefined;
  readonly receivers: readonly RunSignal[];
}

async function commitStarted(
  parts: IntakeParts,
  { event, receivers }: Cause,
  started: readonly Started[],
) {
  let result: Awaited<ReturnType<Store["commit"]>> | undefined;
  try {
    const runs = started.map(({ live }) => newRow(live));
    const deliveries = receivers.length > 0 && { deliveries: receivers };
    result = await parts.store.commit({ kind: "accept", event, runs, ...deliveries });
    return result;
  } finally {
    if (result !== "committed") for (const one of started) giveBack(parts, one);
  }
}

function takeUp(parts: IntakeParts, started: readonly Started[]): void {
  parts.adopt(started.filter(({ isQueued }) => !isQueued).map(({ live }) => live));
  for (const { live, isQueued } of started) if (isQueued) parts.queued(live);
}

function giveBack({ places, queued }: IntakeParts, { live, isQueued }: Started): void {
  const { workflowId, concurrencyKey: key } = live.base;
  if (key === undefined) return;
  places.giveBack(workflowId, key, !isQueued);
  queued(live);
}

function newRow({ run, base, signals }: LiveRun): NewRun {
  const { startedAt } = run;
  const facts = startedAt === undefined ? [] : [{ kind: "start", at: startedAt } as const];
  const awaits = signals.length > 0 ? signals : undefined;
  return { run: rowOf(run, base), facts, awaits };
}

/** A new run of an event that is stored already. */
export async function startAgain(
  parts: IntakeParts,
  program: Program,
  { event, ...options }: StartOptions & { readonly event: EventRecord },
): Promise<Accepted> {
  const settings = await parts.runSettings.current();
  const bytes = JSON.stringify(event.data).length;
  const started = await startRun(parts, program, { ...options, event, settings, bytes });
  await commitStarted(parts, { event: undefined, receivers: nobody }, [started]);
  takeUp(parts, [started]);
  return {
    kind: "accepted",
    eventId: event.id,
    isDuplicate: false,
    decisions: [started.decision],
    runs: [started.live.run],
  };
}

function eventOf({ ids }: IntakeParts, occurrence: Occurrence, receivedAt: number): EventRecord {
  const { type, source, data, target, causes = [] } = occurrence;
  return {
    id: ids.make("evt"),
    type,
    source,
    time: occurrence.time ?? new Date(receivedAt).toISOString(),
    data,
    causes,
    ...(target !== undefined && { target }),
  };
}

/** The repeat of an event gets the first one's answer; the runs are looked up where they are asked. */
function duplicateOf({ id, decisions }: StoredEvent): Accepted {
  return { kind: "accepted", eventId: id, isDuplicate: true, decisions, runs: [] };
}

function asDuplicate(accepted: Accepted): Accepted {
  return { ...accepted, isDuplicate: true };
}
