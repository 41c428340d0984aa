import {
  type Acceptance,
  advance,
  type Clock,
  concurrencyKey,
  decide,
  type Decision,
  type EventRecord,
  type Ids,
  newRun,
  type NewRun,
  type Occurrence,
  type Program,
  type Store,
  type StoredEvent,
} from "@stepwell/core";
import type { LiveRun } from "./live-run.ts";
import { makeLive } from "./live-run.ts";
import type { Places } from "./places.ts";
import type { Programs } from "./programs.ts";
import { type RowBase, rowOf } from "./run-row.ts";

/*
 * From an occurrence to a durable event with its decisions and runs. The first slice of each run is
 * carried before the commit, so an event whose runs only compute costs one write in all.
 */

export interface IntakeParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly programs: Programs;
  readonly places: Places;
  takeNumber(workflowId: string): number | Promise<number>;
  /** Takes up the runs whose event is durable now. */
  adopt(runs: readonly LiveRun[]): void;
  /** The run is queued on the disk, or has given its place back without having begun. */
  queued(live: LiveRun): void;
}

type Accepted = Extract<Acceptance, { kind: "accepted" }>;

interface Started {
  readonly live: LiveRun;
  readonly isQueued: boolean;
  readonly decision: Decision;
}

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
  const decisions: Decision[] = [];
  const started: Started[] = [];
  for (const program of parts.programs.listening(event.type, event.target)) {
    const { outcome, detail } = decide(program, event, receivedAt);
    if (outcome !== "started") decisions.push(decisionOf(program, outcome, detail));
    else {
      const start = startRun(parts, program, event);
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
  const result = await commitStarted(parts, event, started);
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

async function commitStarted(
  parts: IntakeParts,
  event: StoredEvent | undefined,
  started: readonly Started[],
) {
  let result: Awaited<ReturnType<Store["commit"]>> | undefined;
  try {
    const runs = started.map(({ live }) => newRow(live));
    result = await parts.store.commit({ kind: "accept", event, runs });
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

function newRow({ run, base }: LiveRun): NewRun {
  const { startedAt } = run;
  const facts = startedAt === undefined ? [] : [{ kind: "start", at: startedAt } as const];
  return { run: rowOf(run, base), facts };
}

interface StartOptions {
  readonly attempt: number;
  readonly rerunOf: string | undefined;
}

const firstStart: StartOptions = { attempt: 1, rerunOf: undefined };

/** Without a promise where a number is at hand: this is on the way of every event. */
function startRun(
  parts: IntakeParts,
  program: Program,
  event: EventRecord,
  options: StartOptions = firstStart,
): Started | Promise<Started> {
  const number = parts.takeNumber(program.workflow.id);
  const start = (taken: number): Started =>
    startNumbered(parts, program, { ...options, event, number: taken });
  return typeof number === "number" ? start(number) : number.then(start);
}

interface NumberedStart extends StartOptions {
  readonly event: EventRecord;
  readonly number: number;
}

function startNumbered(
  parts: IntakeParts,
  program: Program,
  { event, number, attempt, rerunOf }: NumberedStart,
): Started {
  const now = parts.clock.now();
  const key = program.concurrency ? concurrencyKey(program, event, now) : undefined;
  const isQueued = key !== undefined && !parts.places.take(program, key);
  const run = newRun(program, { id: parts.ids.make("run"), number, attempt, event, env: {} });
  const base: RowBase = {
    workflowId: program.workflow.id,
    version: program.version,
    eventId: event.id,
    createdAt: now,
    rerunOf,
    concurrencyKey: key,
  };
  const first = isQueued ? run : advance(program, run, { kind: "start", at: now });
  const decision = {
    ...decisionOf(program, isQueued ? "queued" : "started"),
    runId: run.identity.id,
  };
  return { live: makeLive(program, base, first), isQueued, decision };
}

/** A new run of an event that is stored already. */
export async function startAgain(
  parts: IntakeParts,
  program: Program,
  { event, ...options }: StartOptions & { readonly event: EventRecord },
): Promise<Accepted> {
  const started = await startRun(parts, program, event, options);
  await commitStarted(parts, undefined, [started]);
  takeUp(parts, [started]);
  return {
    kind: "accepted",
    eventId: event.id,
    isDuplicate: false,
    decisions: [started.decision],
    runs: [started.live.run],
  };
}

function decisionOf(
  { workflow, version }: Program,
  outcome: Decision["outcome"],
  detail?: string,
): Decision {
  return { workflowId: workflow.id, version, outcome, ...(detail !== undefined && { detail }) };
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
