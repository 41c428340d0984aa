import { formatInZone } from "@stepwell/core";
import type { Schedule } from "./schedule.ts";

/** One time at which a schedule comes. */
export interface Occurrence {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The local time with its offset: `2026-10-25T02:30:00.000+02:00`. */
  readonly localTime: string;
  /** Local time and zone. Two occurrences of a schedule never have the same key. */
  readonly key: string;
}

/** The next occurrences after an instant, in order; fewer where the schedule ends. */
export function occurrencesAfter(
  schedule: Schedule,
  afterMs: number,
  count: number,
): readonly Occurrence[] {
  const found: Occurrence[] = [];
  let at = found.length < count ? schedule.next(afterMs) : undefined;
  while (at !== undefined) {
    found.push(occurrenceAt(schedule, at));
    at = found.length < count ? schedule.next(at) : undefined;
  }
  return found;
}

export function nextOccurrence(schedule: Schedule, afterMs: number): Occurrence | undefined {
  return occurrencesAfter(schedule, afterMs, 1)[0];
}

/** What the builder shows beside a schedule. */
export function nextTen(schedule: Schedule, afterMs: number): readonly Occurrence[] {
  return occurrencesAfter(schedule, afterMs, Math.min(10, schedule.limit ?? 10));
}

/**
 * The occurrences after `fromMs` up to `toMs`, in order. Where there are more than `max`, the latest:
 * they are looked for from the end, so that a year of seconds costs no more than a day.
 */
export function missedBetween(
  schedule: Schedule,
  fromMs: number,
  toMs: number,
  max: number,
): readonly Occurrence[] {
  const first = occurrencesAfter(schedule, fromMs, max + 1).filter(({ at }) => at <= toMs);
  if (first.length <= max) return first;
  const latest: Occurrence[] = [];
  let last = lastBetween(schedule, fromMs, toMs);
  while (last !== undefined && latest.length < max) {
    latest.unshift(occurrenceAt(schedule, last));
    last = lastBetween(schedule, fromMs, last - 1);
  }
  return latest;
}

/** Looks back in steps that double, then halves the last one: an occurrence follows, or it does not. */
function lastBetween({ next }: Schedule, fromMs: number, toMs: number): number | undefined {
  const comes = (after: number): boolean => (next(after) ?? Infinity) <= toMs;
  let [high, step] = [toMs, 1000];
  while (high > fromMs && !comes(Math.max(fromMs, toMs - step))) {
    high = Math.max(fromMs, toMs - step);
    step *= 2;
  }
  if (high <= fromMs) return undefined;
  let low = Math.max(fromMs, toMs - step);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (comes(middle)) low = middle;
    else high = middle;
  }
  return next(low);
}

function occurrenceAt({ timeZone }: Schedule, at: number): Occurrence {
  const localTime = formatInZone(at, timeZone);
  return { at, localTime, key: `${localTime}[${timeZone}]` };
}
