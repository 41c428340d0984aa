import { parseInstant, unitMs } from "@stepwell/core";
import type { ScheduleConfig } from "./definition.ts";
import { everyCalendarSpan, everySpan, readCron, type Recurrence } from "./recurrence.ts";
import { type ClockPolicy, inZone } from "./wall-schedule.ts";
import { instantOf, wallTime } from "./zone-clock.ts";

/** A schedule compiled once: when it comes, told by instants. Nothing in it changes. */
export interface Schedule {
  readonly timeZone: string;
  /** How many runs there may be at most; whoever starts them counts. */
  readonly limit: number | undefined;
  readonly missed: ScheduleConfig["missed"];
  /** The first instant after the given one; undefined where none follows. */
  readonly next: Recurrence;
}

/** Times of day that are named happen once on each day, whatever the clock does. */
const onceEach: ClockPolicy = { gap: "first_valid", overlap: "first" };
/** What comes every hour goes by real time: a skipped hour is not there, a repeated one is. */
const realTime: ClockPolicy = { gap: "skip", overlap: "both" };

/** A config that is valid, in the workflow's time zone where it names none. */
export function compileSchedule(config: ScheduleConfig, workflowTimeZone: string): Schedule {
  const timeZone = config.timeZone ?? workflowTimeZone;
  const { missed } = config;
  if (config.mode === "once") {
    const at = readInstant(config.at, timeZone);
    return { timeZone, limit: 1, missed, next: (after) => (after < at ? at : undefined) };
  }
  const { start, end, limit } = config;
  const bounds = {
    start: start === undefined ? undefined : readInstant(start, timeZone),
    end: end === undefined ? undefined : readInstant(end, timeZone),
  };
  return { timeZone, limit, missed, next: between(bounds, recurrenceOf(config, timeZone)) };
}

interface Bounds {
  readonly start: number | undefined;
  readonly end: number | undefined;
}

/** Both bounds belong to it. */
function between({ start, end }: Bounds, recurrence: Recurrence): Recurrence {
  return (after) => {
    const at = recurrence(start === undefined ? after : Math.max(after, start - 1));
    return at === undefined || (end !== undefined && at > end) ? undefined : at;
  };
}

type Repeated = Exclude<ScheduleConfig, { readonly mode: "once" }>;

function recurrenceOf(config: Repeated, timeZone: string): Recurrence {
  if (config.mode === "cron") {
    const cron = readCron(config.cron);
    if (!cron.ok) return () => undefined;
    return inZone(cron.recurrence, timeZone, policyOf(config, cron.isHourly ? realTime : onceEach));
  }
  const { every, start } = config;
  const { amount, unit } = every;
  switch (unit) {
    case "seconds":
    case "minutes":
    case "hours":
      return everySpan(readInstant(start, timeZone), amount * unitMs[unit]);
    default: {
      const first = wallOf(start, timeZone);
      const recurrence = everyCalendarSpan(first, { amount, unit });
      return inZone(recurrence, timeZone, policyOf(config, onceEach));
    }
  }
}

function policyOf({ gap, overlap }: Repeated, given: ClockPolicy): ClockPolicy {
  return { gap: gap ?? given.gap, overlap: overlap ?? given.overlap };
}

const secondMs = 1000;
const hasOffset = /T.*(?:Z|[+-]\d{2}:?\d{2})$/i;

/** What the zone's clock shows at the time of a text; without an offset that is the text itself. */
function wallOf(text: string, timeZone: string): number {
  const instant = wholeSecond(parseInstant(text, "UTC") ?? 0);
  return hasOffset.test(text) ? wallTime(instant, timeZone) : instant;
}

function readInstant(text: string, timeZone: string): number {
  if (!hasOffset.test(text)) return instantOf(wallOf(text, timeZone), timeZone);
  return wholeSecond(parseInstant(text, timeZone) ?? 0);
}

function wholeSecond(instant: number): number {
  return Math.floor(instant / secondMs) * secondMs;
}
