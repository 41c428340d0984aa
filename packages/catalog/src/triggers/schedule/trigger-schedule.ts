import { type DueTime, formatInstant, type TriggerSchedule } from "@stepwell/core";
import type { ScheduleConfig } from "./definition.ts";
import { missedBetween, nextOccurrence, type Occurrence } from "./occurrences.ts";
import { compileSchedule } from "./schedule.ts";

/** A schedule as a host keeps it. */
export function triggerSchedule(config: ScheduleConfig, timeZone: string): TriggerSchedule {
  const schedule = compileSchedule(config, timeZone);
  const { limit, missed } = schedule;
  return {
    identity: JSON.stringify([config, timeZone]),
    limit,
    missed,
    next: (afterMs) => dueTime(nextOccurrence(schedule, afterMs)),
    lastBetween: (fromMs, toMs) => dueTime(missedBetween(schedule, fromMs, toMs, 1)[0]),
  };
}

function dueTime(occurrence: Occurrence | undefined): DueTime | undefined {
  if (!occurrence) return undefined;
  const { at, key, localTime } = occurrence;
  const data = (sequence: number) => ({ scheduledAt: formatInstant(at), localTime, sequence });
  return { at, key, data };
}
