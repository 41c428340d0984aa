import {
  type Acceptance,
  type Clock,
  type DueTime,
  formatInstant,
  type Occurrence,
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
  accept(occurrence: Occurrence): Promise<Acceptance>;
}

/** Events of a schedule in one go: then its progress is written, and others have a turn. */
const sliceMax = 100;

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
      send: (due, sequence) => parts.accept(occurrenceOf(workflowId, due, sequence)),
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
  send(due: DueTime, sequence: number): Promise<Acceptance>;
  keep(progress: Progress): Promise<void>;
}

/** Writes how far it came, also where it fails. A time counts even if a crash has sent it before. */
async function sendSlice({ known, limit, dues, isStopped, send, keep }: Slice) {
  const countMax = Math.min(limit, known.count + sliceMax);
  let progress = known;
  let isRefused = false;
  try {
    for (const due of dues) {
      if (progress.count >= countMax || isStopped()) break;
      const count = progress.count + 1;
      isRefused = (await send(due, count)).kind === "overload";
      if (isRefused) break;
      progress = { ...known, doneAt: due.at, count };
    }
  } finally {
    if (progress !== known) await keep(progress);
  }
  return { progress, isRefused };
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
