import {
  type Acceptance,
  concurrencyKey,
  type Decision,
  type EventRecord,
  type Json,
  type Program,
  required,
  type ResumeOrder,
  type ResumeRefusal,
  type RunIdentity,
  type RunRow,
  type StoredEvent,
  takeOver,
} from "@stepwell/core";
import type { IntakeParts } from "./intake.ts";
import { type LiveRun, makeLive } from "./live-run.ts";
import { overload } from "./overload.ts";
import { readRun, uncertainOutcomes } from "./run-loader.ts";
import { rowOf } from "./run-row.ts";

/* A run that failed goes on as a new one: with its facts, its settings, and perhaps other input. */

const busyMs = 5000;

export async function resumeRun(
  parts: IntakeParts,
  order: ResumeOrder,
): Promise<Acceptance | ResumeRefusal> {
  const { original, version } = order;
  const at = parts.clock.now();
  const { identity: before, facts } = await readRun(parts, original);
  const program = required(await parts.programs.load(original.workflowId, version), "a version");
  const identity = await newIdentity(parts, order, before);
  const taken = takeOver(program, identity, { id: original.id, facts, at });
  if (!taken.ok) return { kind: "refused", code: taken.code, message: taken.message };
  const key = keyOf(parts, program, identity);
  if (key !== undefined && !takePlace(parts, program, key))
    return overload("workflow_busy", busyMs);
  const base = baseOf(parts, order, identity.event, key);
  const bytes = JSON.stringify(identity.event.data).length;
  const live = makeLive(program, base, { run: taken.run, bytes });
  live.facts.push(...uncertainOutcomes(taken.run, at));
  const decision: Decision = {
    workflowId: original.workflowId,
    version,
    outcome: "started",
    runId: identity.id,
  };
  const event = identity.event === before.event ? undefined : stored(parts, identity, decision);
  const run = { run: rowOf(taken.run, base), facts: taken.facts, awaits: live.signals };
  await commit(parts, live, { kind: "accept", event, runs: [run] });
  parts.adopt([live]);
  const { id: eventId } = identity.event;
  return { kind: "accepted", eventId, isDuplicate: false, decisions: [decision], runs: [live.run] };
}

async function newIdentity(
  parts: IntakeParts,
  { original, data }: ResumeOrder,
  { event, settings }: RunIdentity,
): Promise<RunIdentity> {
  const number = await parts.takeNumber(original.workflowId);
  const own = data === undefined ? event : editedEvent(parts, event, { original, data });
  const id = parts.ids.make("run");
  return { id, number, attempt: original.attempt + 1, event: own, settings };
}

/** Other input is another event, for this workflow only. */
function editedEvent(
  { ids, clock }: IntakeParts,
  event: EventRecord,
  { original, data }: { readonly original: RunRow; readonly data: Json },
): EventRecord {
  return {
    id: ids.make("evt"),
    type: event.type,
    source: `resume:${original.id}`,
    time: new Date(clock.now()).toISOString(),
    data,
    target: original.workflowId,
    causes: event.causes,
  };
}

function stored({ clock }: IntakeParts, { event }: RunIdentity, decision: Decision): StoredEvent {
  return { ...event, receivedAt: clock.now(), decisions: [decision], dedupeKey: undefined };
}

function keyOf({ clock }: IntakeParts, program: Program, { event, settings }: RunIdentity) {
  if (!program.concurrency) return undefined;
  return concurrencyKey(program, event, { now: clock.now(), settings });
}

/** A run that has begun cannot be queued: without a place it is refused. */
function takePlace({ places }: IntakeParts, program: Program, key: string): boolean {
  if (places.take(program, key)) return true;
  places.giveBack(program.workflow.id, key, false);
  return false;
}

function baseOf(
  { clock }: IntakeParts,
  { original, version }: ResumeOrder,
  event: EventRecord,
  concurrency: string | undefined,
): LiveRun["base"] {
  return {
    workflowId: original.workflowId,
    version,
    eventId: event.id,
    createdAt: clock.now(),
    rerunOf: original.id,
    concurrencyKey: concurrency,
    settingsId: original.settingsId,
    parentId: undefined,
  };
}

type Accept = Extract<Parameters<IntakeParts["store"]["commit"]>[0], { kind: "accept" }>;

async function commit({ store, places }: IntakeParts, live: LiveRun, unit: Accept): Promise<void> {
  const { workflowId, concurrencyKey: key } = live.base;
  try {
    const result = await store.commit(unit);
    if (result === "committed") return;
    throw new Error(`run ${live.run.identity.id} was refused as ${result}`);
  } catch (error) {
    if (key !== undefined) places.giveBack(workflowId, key, true);
    throw error;
  }
}
