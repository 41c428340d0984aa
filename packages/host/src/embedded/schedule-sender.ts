import {
  type Acceptance,
  type Clock,
  type DueTime,
  formatInstant,
  type Occurrence,
  type Overload,
  scheduleEventType,
  type Store,
  type TriggerSchedule,
} from "@stepwell/core";
import { setImmediate } from "node:timers/promises";
import { dueTimes } from "./due-times.ts";
import type { Programs } from "./programs.ts";
import { keepProgress, type Progress, readProgress } from "./schedule-progress.ts";
import type { ScheduleTimers } from "./schedule-timers.ts";
import type { RetriedTurns } from "./turns.ts";

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly programs: Programs;
  readonly timers: ScheduleTimers;
  readonly turns: RetriedTurns;
  acceptAll(occurrences: readonly Occurrence[]): Promise<readonly Acceptance[] | Overload>;
}

/** Events of a schedule in one go: then its progress is written, and others have a turn. */
const sliceMax = 100;
/** Events that are offered together: they share their commit. */
const batchMax = 25;

/** Sends the events of schedules, those of one in the order of their times. */
export function makeScheduleSender(parts: Parts) {
  const { store, clock, programs, timers, turns } = parts;
  /** Schedules that are behind; each has one turn ahead. */
  const behind = new Set<string>();

  /** Sends what is due in a turn of its own, or sets the timer for what comes next. */
  function carryOn(workflowId: string, schedule: TriggerSchedule, known: Progress): void {
    const { limit = Infinity } = schedule;
    const now = clock.now();
    if (known.count >= limit) return;
    const away = timers.absences(workflowId, known.doneAt);
    const [due] = dueTimes(schedule, away, known.doneAt, now);
    const next = due ?? schedule.next(Math.max(now, known.doneAt));
    if (due) sendLater(workflowId);
    else if (next) timers.set(workflowId, next.at);
  }

  function sendLater(workflowId: string): void {
    if (behind.has(workflowId)) return;
    behind.add(workflowId);
    void turns.take(workflowId, async () => {
      behind.delete(workflowId);
      await setImmediate();
      await sendSome(workflowId);
    });
  }

  async function sendSome(workflowId: string): Promise<void> {
    const schedule = programs.active(workflowId)?.schedule;
    const known = await readProgress(store, workflowId);
    // Another schedule by now: it is about to be taken up.
    if (!schedule || !known?.isActive || known.identity !== schedule.identity) return;
    const away = timers.absences(workflowId, known.doneAt);
    const dues = dueTimes(schedule, away, known.doneAt, clock.now());
    const { progress, isRefused } = await sendSlice({
      known,
      limit: schedule.limit ?? Infinity,
      dues,
      isStopped: turns.isStopped,
      send: (batch, first) =>
        parts.acceptAll(batch.map((due, index) => occurrenceOf(workflowId, due, first + index))),
      keep: (next) => keepProgress(store, workflowId, next),
    });
    if (isRefused) timers.retry(workflowId);
    else carryOn(workflowId, schedule, progress);
  }

  return { carryOn };
}

interface Slice {
  readonly known: Progress;
  readonly limit: number;
  readonly dues: Iterable<DueTime>;
  isStopped(): boolean;
  send(dues: readonly DueTime[], firstSequence: number): Promise<unknown>;
  keep(progress: Progress): Promise<void>;
}

/**
 * Writes how far it came, also where it fails: then a batch that was sent in part is sent again, and
 * its keys tell. A time counts even if a crash has sent it before.
 */
async function sendSlice({ known, limit, dues, isStopped, send, keep }: Slice) {
  const countMax = Math.min(limit, known.count + sliceMax);
  const coming = dues[Symbol.iterator]();
  let progress = known;
  let isRefused = false;
  try {
    while (!isRefused && !isStopped()) {
      const batch = take(coming, Math.min(batchMax, countMax - progress.count));
      const last = batch.at(-1);
      if (!last) break;
      isRefused = !Array.isArray(await send(batch, progress.count + 1));
      if (!isRefused)
        progress = { ...known, doneAt: last.at, count: progress.count + batch.length };
    }
  } finally {
    if (progress !== known) await keep(progress);
  }
  return { progress, isRefused };
}

function take<T>(items: Iterator<T>, max: number): readonly T[] {
  const taken: T[] = [];
  while (taken.length < max) {
    const next = items.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
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
