import {
  addMonths,
  type CalendarUnit,
  daysInMonth,
  instantIn,
  localTime,
  type LocalTime,
  utcInstant,
} from "@stepwell/core";
import type { Moment } from "./moment.ts";

/* The years, months, weeks … that a moment lies in. Weeks are those of ISO 8601: from Monday. */

export const parts = [
  "year",
  "quarter",
  "month",
  "week",
  "week_year",
  "day",
  "day_of_week",
  "day_of_year",
  "hour",
  "minute",
  "second",
  "millisecond",
] as const;
export type DatePart = (typeof parts)[number];

const dayMs = 86_400_000;
const clockMs: Readonly<Partial<Record<CalendarUnit, number>>> = {
  hour: 3_600_000,
  minute: 60_000,
  second: 1000,
  millisecond: 1,
};
const monthsOf: Readonly<Partial<Record<CalendarUnit, number>>> = {
  year: 12,
  quarter: 3,
  month: 1,
};
const midnight = { hour: 0, minute: 0, second: 0, millisecond: 0 } as const;

export function startOf(moment: Moment, unit: CalendarUnit): Moment {
  const ms = clockMs[unit];
  if (ms !== undefined)
    return { ...moment, isDate: false, instant: moment.instant - sinceStart(moment, ms) };
  return at(moment, firstDay(moment, unit));
}

/** The last millisecond of the unit, or for a date the last day. */
export function endOf(moment: Moment, unit: CalendarUnit): Moment {
  const ms = clockMs[unit];
  if (ms !== undefined) {
    const start = startOf(moment, unit);
    return { ...start, instant: start.instant + ms - 1 };
  }
  const first = firstDay(moment, unit);
  const next = nextFirstDay(first, unit);
  if (moment.isDate) return at(moment, next - dayMs);
  const { instant } = at(moment, next);
  return { ...moment, instant: instant - 1 };
}

/** Measured on the clock on the wall: zones are not always whole hours apart. */
function sinceStart({ instant, timeZone }: Moment, ms: number): number {
  const wall = utcInstant(localTime(instant, timeZone));
  return ((wall % ms) + ms) % ms;
}

function at(moment: Moment, wall: number): Moment {
  return { ...moment, instant: instantIn(localTime(wall, "UTC"), moment.timeZone) };
}

function firstDay({ instant, timeZone }: Moment, unit: CalendarUnit): number {
  const local = { ...localTime(instant, timeZone), ...midnight };
  const months = monthsOf[unit];
  if (months !== undefined) {
    const month = Math.floor((local.month - 1) / months) * months + 1;
    return utcInstant({ ...local, month, day: 1 });
  }
  const today = utcInstant(local);
  return unit === "week" ? today - (dayOfWeek(today) - 1) * dayMs : today;
}

function nextFirstDay(first: number, unit: CalendarUnit): number {
  const months = monthsOf[unit];
  if (months !== undefined) return addMonths(localTime(first, "UTC"), months);
  return first + (unit === "week" ? 7 : 1) * dayMs;
}

export function partOf(moment: Moment, part: DatePart): number {
  const local = localTime(moment.instant, moment.timeZone);
  switch (part) {
    case "quarter":
      return Math.ceil(local.month / 3);
    case "week":
      return isoWeek(local).week;
    case "week_year":
      return isoWeek(local).year;
    case "day_of_week":
      return dayOfWeek(utcInstant(local));
    case "day_of_year":
      return dayOfYear(local);
    default:
      return local[part];
  }
}

/** 1 (Monday) to 7 (Sunday); 1 January 1970 was a Thursday. */
function dayOfWeek(wall: number): number {
  const days = Math.floor(wall / dayMs) + 3;
  return (((days % 7) + 7) % 7) + 1;
}

function dayOfYear(local: LocalTime): number {
  const newYear = utcInstant({ ...local, ...midnight, month: 1, day: 1 });
  return Math.floor((utcInstant(local) - newYear) / dayMs) + 1;
}

/** A week belongs to the year that its Thursday lies in. */
function isoWeek(local: LocalTime): { readonly year: number; readonly week: number } {
  const today = utcInstant(local);
  const thursday = localTime(today + (4 - dayOfWeek(today)) * dayMs, "UTC");
  return { year: thursday.year, week: Math.ceil(dayOfYear(thursday) / 7) };
}

export function isLeapYear({ instant, timeZone }: Moment): boolean {
  return daysInMonth({ year: localTime(instant, timeZone).year, month: 2 }) === 29;
}
