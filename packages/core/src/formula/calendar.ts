import {
  daysInMonth,
  formatInstant,
  instantIn,
  localTime,
  type LocalTime,
  utcInstant,
} from "../instant.ts";

/*
 * Date arithmetic of formulas. A date (`2026-03-29`) stays a date as long as only days and more are
 * added; a date-time is local time in the zone for days and more, and an instant for hours and less,
 * so that a day is a day also where clocks change.
 */

export const calendarUnits = [
  "millisecond",
  "second",
  "minute",
  "hour",
  "day",
  "week",
  "month",
  "quarter",
  "year",
] as const;
export type CalendarUnit = (typeof calendarUnits)[number];

const exactMs: Readonly<Partial<Record<CalendarUnit, number>>> = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
};
const unitDays: Readonly<Partial<Record<CalendarUnit, number>>> = { day: 1, week: 7 };

function monthsOf(unit: CalendarUnit): number {
  if (unit === "year") return 12;
  return unit === "quarter" ? 3 : 1;
}

const dayMs = 86_400_000;
export const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/** Years that ISO 8601 writes with four digits. */
function isWritable(instant: number): boolean {
  return instant >= firstInstant && instant < endInstant;
}
const firstInstant = -62_135_596_800_000;
const endInstant = 253_402_300_800_000;

export interface Span {
  readonly amount: number;
  readonly unit: CalendarUnit;
}

/** The date or date-time that is so much later; undefined where it cannot be written. */
export function addToDate(
  instant: number,
  { amount, unit }: Span,
  { isDate, timeZone }: { readonly isDate: boolean; readonly timeZone: string },
): string | undefined {
  const ms = exactMs[unit];
  if (ms !== undefined) return write(instant + amount * ms, false);
  const shifted = addUnits(localTime(instant, timeZone), amount, unit);
  if (isDate || !isWritable(shifted)) return write(shifted, isDate);
  return write(instantIn(localTime(shifted, "UTC"), timeZone), false);
}

export function write(instant: number, isDate: boolean): string | undefined {
  if (!isWritable(instant)) return undefined;
  const text = formatInstant(instant);
  return isDate ? text.slice(0, 10) : text;
}

/** Local time read as UTC, after days or months were added; the 31st becomes the month's last day. */
function addUnits(local: LocalTime, amount: number, unit: CalendarUnit): number {
  const days = unitDays[unit];
  if (days !== undefined) return utcInstant(local) + amount * days * dayMs;
  return addMonths(local, amount * monthsOf(unit));
}

export function addMonths(local: LocalTime, months: number): number {
  const count = local.year * 12 + local.month - 1 + months;
  const month = { year: Math.floor(count / 12), month: (((count % 12) + 12) % 12) + 1 };
  const day = Math.min(local.day, daysInMonth(month));
  return utcInstant({ ...local, ...month, day });
}

/** Whole units from one date to another, towards zero. */
export function differenceOf(
  [from, to]: readonly [from: number, to: number],
  unit: CalendarUnit,
  timeZone: string,
): number {
  const ms = exactMs[unit];
  if (ms !== undefined) return Math.trunc((to - from) / ms);
  if (to < from) return 0 - differenceOf([to, from], unit, timeZone);
  const start = localTime(from, timeZone);
  const end = localTime(to, timeZone);
  const days = unitDays[unit];
  if (days !== undefined) return Math.trunc((utcInstant(end) - utcInstant(start)) / (days * dayMs));
  return Math.trunc(wholeMonths(start, end) / monthsOf(unit));
}

function wholeMonths(start: LocalTime, end: LocalTime): number {
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return addMonths(start, months) > utcInstant(end) ? months - 1 : months;
}
