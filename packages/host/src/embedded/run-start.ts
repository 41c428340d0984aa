import {
  advance,
  callEventType,
  type Clock,
  concurrencyKey,
  type Decision,
  type EventRecord,
  type Ids,
  newRun,
  type Program,
} from "@stepwell/core";
import { type LiveRun, makeLive } from "./live-run.ts";
import type { Places } from "./places.ts";
import type { RowBase } from "./run-row.ts";
import type { KnownSettings } from "./run-settings.ts";

/* A new run, with its first slice carried: nothing of it is on the disk yet. */

export interface StartParts {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly places: Places;
  takeNumber(workflowId: string): number | Promise<number>;
}

export interface Started {
  readonly live: LiveRun;
  readonly isQueued: boolean;
  readonly decision: Decision;
}

export interface StartOptions {
  readonly attempt: number;
  readonly rerunOf: string | undefined;
}

export const firstStart: StartOptions = { attempt: 1, rerunOf: undefined };

interface Start extends StartOptions {
  readonly event: EventRecord;
  readonly settings: KnownSettings;
  readonly bytes: number;
}

/** Without a promise where a number is at hand: this is on the way of every event. */
export function startRun(
  parts: StartParts,
  program: Program,
  options: Start,
): Started | Promise<Started> {
  const number = parts.takeNumber(program.workflow.id);
  const start = (taken: number): Started =>
    startNumbered(parts, program, { ...options, number: taken });
  return typeof number === "number" ? start(number) : number.then(start);
}

interface NumberedStart extends Start {
  readonly number: number;
}

function startNumbered(
  parts: StartParts,
  program: Program,
  { event, settings: known, bytes, number, attempt, rerunOf }: NumberedStart,
): Started {
  const now = parts.clock.now();
  const { id: settingsId, settings } = known;
  const key = program.concurrency ? concurrencyKey(program, event, { now, settings }) : undefined;
  const isQueued = key !== undefined && !parts.places.take(program, key);
  const run = newRun(program, { id: parts.ids.make("run"), number, attempt, event, settings });
  const base: RowBase = {
    workflowId: program.workflow.id,
    version: program.version,
    eventId: event.id,
    createdAt: now,
    rerunOf,
    concurrencyKey: key,
    settingsId,
    parentId: rerunOf === undefined ? callerOf(event) : undefined,
  };
  const first = isQueued ? run : advance(program, run, { kind: "start", at: now });
  const decision = {
    ...decisionOf(program, isQueued ? "queued" : "started"),
    runId: run.identity.id,
  };
  return { live: makeLive(program, base, { run: first, bytes }), isQueued, decision };
}

/** The run whose step waits for the run that the event starts. */
function callerOf({ type, causes }: EventRecord): string | undefined {
  return type === callEventType ? causes.at(-1)?.runId : undefined;
}

export function decisionOf(
  { workflow, version }: Program,
  outcome: Decision["outcome"],
  detail?: string,
): Decision {
  return { workflowId: workflow.id, version, outcome, ...(detail !== undefined && { detail }) };
}
