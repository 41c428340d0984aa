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
import { type Absence, dueTimes, missedUntil } from "./due-times.ts";
import type { Programs } from "./programs.ts";
import { keepProgress, type Progress, readProgress } from "./schedule-progress.ts";
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

export interface Schedules {
  /** A workflow was activated, deactivated or deleted, or a version of it was published. */
  reload(workflowId: string): Promise<void>;
  /** Takes up all schedules where they were left; what is due is sent in the background. */
  begin(): Promise<void>;
  /** Resolves when what was under way is written. */
  stop(): Promise<void>;
}

const retryMs = 5000;
/** Events of a schedule in one go: then its progress is written, and others have a turn. */
const sliceMax = 100;

export function makeSchedules(parts: Parts): Schedules {
  const { store, clock, programs, failed } = parts;
  const timers = makeTimers(clock);
  const absences = makeAbsences(clock);
  const take = makeTurns(failed);
  /** Schedules that are behind; each has one turn ahead. */
  const behind = new Set<string>();
  /** Inactive where that is not written yet. */
  const inactive = new Set<string>();
  const turns = new Set<Promise<void>>();
  let isStopped = false;

  /** A turn of a workflow; where it fails, the schedule is taken up again soon. */
  function turn(workflowId: string, work: () => Promise<void>): Promise<void> {
    const done = take(workflowId, async () => {
      try {
        if (!isStopped) await work();
      } catch (error) {
        failed(error);
        wakeAt(workflowId, clock.now() + retryMs);
      }
    }).finally(() => turns.delete(done));
    turns.add(done);
    return done;
  }

  function wakeAt(workflowId: string, at: number): void {
    if (isStopped) return;
    timers.set(workflowId, at, () => {
      absences.note(workflowId, at);
      void reload(workflowId);
    });
  }

  function reload(workflowId: string): Promise<void> {
    return turn(workflowId, () => takeUp(workflowId));
  }

  /** From now on where it is new, other than before, or was not active; otherwise as it was left. */
  async function takeUp(workflowId: string): Promise<void> {
    timers.clear(workflowId);
    const schedule = programs.active(workflowId)?.schedule;
    if (!schedule) return pause(workflowId);
    const known = await readProgress(store, workflowId);
    const isSame = known?.identity === schedule.identity;
    if (isSame && known.isActive && !inactive.has(workflowId))
      return carryOn(workflowId, schedule, known);
    const { identity } = schedule;
    const count = isSame ? known.count : 0;
    const fresh = { identity, doneAt: clock.now(), count, isActive: true };
    await keepProgress(store, workflowId, fresh);
    inactive.delete(workflowId);
    carryOn(workflowId, schedule, fresh);
  }

  async function pause(workflowId: string): Promise<void> {
    inactive.add(workflowId);
    const known = await readProgress(store, workflowId);
    if (known?.isActive) await keepProgress(store, workflowId, { ...known, isActive: false });
    inactive.delete(workflowId);
  }

  /** Sends what is due in a turn of its own, or sets the timer for what comes next. */
  function carryOn(workflowId: string, schedule: TriggerSchedule, known: Progress): void {
    const { limit = Infinity } = schedule;
    const now = clock.now();
    if (known.count >= limit) return;
    const away = absences.after(workflowId, known.doneAt);
    const [due] = dueTimes(schedule, away, known.doneAt, now);
    const next = due ?? schedule.next(Math.max(now, known.doneAt));
    if (due) sendLater(workflowId);
    else if (next) wakeAt(workflowId, next.at);
  }

  function sendLater(workflowId: string): void {
    if (behind.has(workflowId)) return;
    behind.add(workflowId);
    void turn(workflowId, async () => {
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
    const away = absences.after(workflowId, known.doneAt);
    const dues = dueTimes(schedule, away, known.doneAt, clock.now());
    const { progress, isRefused } = await sendSlice({
      known,
      limit: schedule.limit ?? Infinity,
      dues,
      isStopped: () => isStopped,
      send: (due, sequence) => parts.accept(occurrenceOf(workflowId, due, sequence)),
      keep: (next) => keepProgress(store, workflowId, next),
    });
    if (isRefused) wakeAt(workflowId, clock.now() + retryMs);
    else carryOn(workflowId, schedule, progress);
  }

  return {
    reload,
    async begin() {
      await Promise.all([...programs.scheduled(), ...(await deactivated(parts))].map(reload));
    },
    async stop() {
      isStopped = true;
      timers.clearAll();
      await Promise.all(turns);
    },
  };
}

/** A crash may have come between a deactivation and its progress: that is made up for. */
async function deactivated({ store }: Parts): Promise<readonly string[]> {
  const rows = await store.workflows();
  return rows.flatMap(({ id, activeVersion }) => (activeVersion === undefined ? [id] : []));
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

/** One timer of each schedule. */
function makeTimers(clock: Clock) {
  const undos = new Map<string, () => void>();

  function clear(name: string): void {
    undos.get(name)?.();
    undos.delete(name);
  }

  return {
    clear,
    set(name: string, at: number, callback: () => void): void {
      clear(name);
      undos.set(name, clock.wakeAt(at, callback));
    },
    clearAll(): void {
      for (const undo of undos.values()) undo();
      undos.clear();
    },
  };
}

/** When the process was away: before it began, and wherever a timer rang much too late. */
function makeAbsences(clock: Clock) {
  const beforeStart: Absence = { fromMs: -Infinity, endMs: clock.now() };
  const known = new Map<string, readonly Absence[]>();

  function of(workflowId: string): readonly Absence[] {
    return known.get(workflowId) ?? [beforeStart];
  }

  return {
    note(workflowId: string, expectedAt: number): void {
      const absence = { fromMs: expectedAt - 1, endMs: clock.now() };
      if (missedUntil(absence) > absence.fromMs)
        known.set(workflowId, [...of(workflowId), absence]);
    },
    /** Those that have times after one that is dealt with; earlier ones are forgotten. */
    after(workflowId: string, doneAt: number): readonly Absence[] {
      const open = of(workflowId).filter((absence) => missedUntil(absence) > doneAt);
      if (known.has(workflowId)) known.set(workflowId, open);
      return open;
    },
  };
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
