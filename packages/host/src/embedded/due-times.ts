import type { DueTime, TriggerSchedule } from "@stepwell/core";

/* Which times of a schedule events are sent for: all that the process was there for, and of the others what the policy says. */

/** A span in which the process was away: not begun yet, or asleep. */
export interface Absence {
  /** Times up to this one were met. */
  readonly fromMs: number;
  /** The process is back. */
  readonly endMs: number;
}

/** A time that is longer ago when the process comes back was missed: nobody was there for it. */
const missedAfterMs = 60_000;

/** Times up to this one were missed; later ones are merely late. */
export function missedUntil({ endMs }: Absence): number {
  return endMs - missedAfterMs;
}

/**
 * The times to send for after `afterMs` up to `now`. One that was met and refused is owed, not
 * missed. @param absences earliest first
 */
export function* dueTimes(
  schedule: TriggerSchedule,
  absences: readonly Absence[],
  afterMs: number,
  now: number,
): Generator<DueTime, void> {
  let doneAt = afterMs;
  for (const absence of schedule.missed === "all" ? [] : absences) {
    const until = missedUntil(absence);
    if (until <= doneAt) continue;
    if (absence.fromMs > doneAt) yield* timesBetween(schedule, doneAt, absence.fromMs);
    const latest = latestMissed(schedule, Math.max(doneAt, absence.fromMs), until);
    if (latest) yield latest;
    doneAt = until;
  }
  yield* timesBetween(schedule, doneAt, now);
}

/** The last missed time, where it is wanted and none follows that is merely late. */
function latestMissed(schedule: TriggerSchedule, fromMs: number, until: number) {
  if (schedule.missed !== "latest") return undefined;
  const isNextLate = (schedule.next(until)?.at ?? Infinity) <= until + missedAfterMs;
  return isNextLate ? undefined : schedule.lastBetween(fromMs, until);
}

function* timesBetween(
  { next }: TriggerSchedule,
  fromMs: number,
  untilMs: number,
): Generator<DueTime, void> {
  for (let due = next(fromMs); due && due.at <= untilMs; due = next(due.at)) yield due;
}
