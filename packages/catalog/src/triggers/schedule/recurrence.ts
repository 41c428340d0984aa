import { addMonths, localTime } from "@stepwell/core";
import { Cron } from "croner";

/**
 * Times that follow one another by a rule: the first one after a given time, or undefined where none
 * follows. A recurrence over wall times knows nothing of zones; `wall-schedule.ts` puts it into one.
 */
export type Recurrence = (after: number) => number | undefined;

/** The first moment that ISO 8601 cannot write with a year of four digits. */
const endOfTime = 253_402_300_800_000;
const unitDays = { days: 1, weeks: 7 } as const;
const dayMs = 86_400_000;

/** Counted from the first time, so that nothing drifts. */
export function everySpan(first: number, spanMs: number): Recurrence {
  return (after) => {
    const count = after < first ? 0 : Math.floor((after - first) / spanMs) + 1;
    return writable(first + count * spanMs);
  };
}

export interface CalendarSpan {
  readonly amount: number;
  readonly unit: "days" | "weeks" | "months";
}

/** Days, weeks or months of the calendar; the 31st becomes the last day of a shorter month. */
export function everyCalendarSpan(first: number, { amount, unit }: CalendarSpan): Recurrence {
  if (unit !== "months") return everySpan(first, amount * unitDays[unit] * dayMs);
  const start = localTime(first, "UTC");
  return (after) => {
    if (after < first) return first;
    const { year, month } = localTime(after, "UTC");
    const months = (year - start.year) * 12 + month - start.month;
    const count = Math.floor(months / amount);
    const inMonth = addMonths(start, count * amount);
    return writable(inMonth > after ? inMonth : addMonths(start, (count + 1) * amount));
  };
}

function writable(time: number): number | undefined {
  return time < endOfTime ? time : undefined;
}

export type CronRead =
  | { readonly ok: true; readonly recurrence: Recurrence; readonly isHourly: boolean }
  | { readonly ok: false; readonly message: string };

/** Five fields, six with seconds first, or a nickname such as `@daily`. */
export function readCron(text: string): CronRead {
  const fields = text.trim().split(/\s+/);
  // croner reads a date as a pattern too.
  if (fields.length < 5 && !text.startsWith("@"))
    return { ok: false, message: "a cron expression has five fields, or six with seconds first" };
  const cron = parseCron(text);
  if (typeof cron === "string") return { ok: false, message: cron };
  const recurrence: Recurrence = (after) => cron.nextRun(new Date(after))?.getTime();
  if (recurrence(aLeapYear) === undefined)
    return { ok: false, message: "this cron expression never comes: there is no such day" };
  return { ok: true, recurrence, isHourly: isHourly(fields) };
}

const aLeapYear = 946_684_800_000;

function parseCron(text: string): Cron | string {
  try {
    return new Cron(text, { timezone: "UTC", paused: true, mode: "5-or-6-parts" });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return `this is no cron expression: ${message.replace(/^CronPattern: /, "")}`;
  }
}

/** It names no hours but goes on and on: `*`, `every n` or `@hourly`. */
function isHourly(fields: readonly string[]): boolean {
  return fields[0] === "@hourly" || /^[*?]/.test(fields.at(-4) ?? "");
}
