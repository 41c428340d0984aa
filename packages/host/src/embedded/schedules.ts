import {
  type Acceptance,
  type Clock,
  type DueTime,
  formatInstant,
  isJsonObject,
  type Json,
  type Occurrence,
  scheduleEventType,
  type Store,
  type TriggerSchedule,
} from "@stepwell/core";
import type { Programs } from "./programs.ts";
import { makeTurns } from "./turns.ts";

/*
 * The clock as a source of events. Of each schedule the disk knows how far it has come; an event's
 * key is its time, so a crash between the two makes no second event.
 */

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly programs: Programs;
  accept(occurrence: Occurrence): Promise<Acceptance>;
  failed(error: unknown): void;
}

/** How far the schedule of a workflow has come. */
interface Progress {
  readonly identity: string;
  /** All times up to this one are dealt with. */
  readonly doneAt: number;
  /** Events sent so far. */
  readonly count: number;
  readonly isActive: boolean;
}

export interface Schedules {
  /** A workflow was activated, deactivated or deleted, or a version of it was published. */
  reload(workflowId: string): Promise<void>;
  /** Takes up all schedules where they were left. */
  begin(): Promise<void>;
  stop(): void;
}

/** A time that is longer ago was missed: nobody was there for it. */
const missedAfterMs = 60_000;
const retryMs = 5000;

export function makeSchedules(parts: Parts): Schedules {
  const { clock, programs, failed } = parts;
  const timers = new Map<string, () => void>();
  const take = makeTurns(failed);
  let isStopped = false;

  /** From now on where it is new, other than before, or was not active; otherwise as it was left. */
  async function takeUp(workflowId: string): Promise<void> {
    const schedule = programs.active(workflowId)?.schedule;
    const known = await readProgress(parts, workflowId);
    if (!schedule) return known?.isActive ? pause(workflowId, known) : undefined;
    const isSame = known?.identity === schedule.identity;
    if (!isSame || !known.isActive)
      await keepProgress(parts, workflowId, {
        identity: schedule.identity,
        doneAt: clock.now(),
        count: isSame ? known.count : 0,
        isActive: true,
      });
    await carryOn(workflowId, schedule);
  }

  async function pause(workflowId: string, known: Progress): Promise<void> {
    timers.get(workflowId)?.();
    timers.delete(workflowId);
    await keepProgress(parts, workflowId, { ...known, isActive: false });
  }

  /** Sends what is due, and sets the timer for what comes next. */
  async function carryOn(workflowId: string, schedule: TriggerSchedule): Promise<void> {
    timers.get(workflowId)?.();
    const nextAt = await sendDue(parts, workflowId, schedule);
    if (nextAt === undefined || isStopped) return;
    timers.set(
      workflowId,
      clock.wakeAt(nextAt, () => void reload(workflowId)),
    );
  }

  function reload(workflowId: string): Promise<void> {
    return take(workflowId, () => (isStopped ? Promise.resolve() : takeUp(workflowId)));
  }

  return {
    reload,
    async begin() {
      await Promise.all(programs.scheduled().map(reload));
    },
    stop() {
      isStopped = true;
      for (const undo of timers.values()) undo();
    },
  };
}

/** Sends the events of a schedule up to now; when to come again, if ever. */
async function sendDue(
  parts: Parts,
  workflowId: string,
  schedule: TriggerSchedule,
): Promise<number | undefined> {
  const now = parts.clock.now();
  const known = await readProgress(parts, workflowId);
  if (!known) return undefined;
  const { limit = Infinity } = schedule;
  let { doneAt, count } = known;
  for (const due of dueTimes(schedule, doneAt, now)) {
    if (count >= limit) return undefined;
    const acceptance = await parts.accept(occurrenceOf(workflowId, due, count + 1));
    if (acceptance.kind === "overload") return parts.clock.now() + retryMs;
    if (!acceptance.isDuplicate) count += 1;
    doneAt = due.at;
    await keepProgress(parts, workflowId, { ...known, doneAt, count });
  }
  return count < limit ? schedule.next(Math.max(now, doneAt))?.at : undefined;
}

/** The times to send for: those that are due now, and of those that were missed what the policy says. */
function* dueTimes(
  schedule: TriggerSchedule,
  afterMs: number,
  now: number,
): Generator<DueTime, void> {
  const missedUntil = now - missedAfterMs;
  if (schedule.missed === "all") return yield* timesBetween(schedule, afterMs, now);
  const from = Math.max(afterMs, missedUntil);
  const isDue = (schedule.next(from)?.at ?? Infinity) <= now;
  const latest =
    schedule.missed === "latest" && !isDue ? schedule.lastBetween(afterMs, missedUntil) : undefined;
  if (latest) yield latest;
  yield* timesBetween(schedule, from, now);
}

function* timesBetween(
  { next }: TriggerSchedule,
  fromMs: number,
  now: number,
): Generator<DueTime, void> {
  for (let due = next(fromMs); due && due.at <= now; due = next(due.at)) yield due;
}

function occurrenceOf(workflowId: string, due: DueTime, sequence: number): Occurrence {
  return {
    type: scheduleEventType,
    source: `schedule:${workflowId}`,
    target: workflowId,
    time: formatInstant(due.at),
    dedupeKey: `schedule:${workflowId}:${due.key}`,
    data: due.data(sequence),
    bytes: 0,
  };
}

function settingOf(workflowId: string): string {
  return `schedule.${workflowId}`;
}

function keepProgress({ store }: Parts, workflowId: string, progress: Progress): Promise<void> {
  return store.setSetting(settingOf(workflowId), { ...progress });
}

async function readProgress({ store }: Parts, workflowId: string): Promise<Progress | undefined> {
  const stored: Json | undefined = await store.setting(settingOf(workflowId));
  return isJsonObject(stored) ? (stored as unknown as Progress) : undefined;
}
