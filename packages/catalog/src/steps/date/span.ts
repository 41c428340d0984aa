import {
  addMonths,
  type CalendarUnit,
  differenceOf,
  localTime,
  type LocalTime,
  utcInstant,
} from "@stepwell/core";

/* Lengths of time: between two instants, and from one unit to another. */

export const roundings = ["none", "floor", "round", "ceil"] as const;
export type Rounding = (typeof roundings)[number];

/** Months and years have no fixed length: the mean of the Gregorian calendar. */
const meanMs: { readonly [Unit in CalendarUnit]: number } = {
  millisecond: 1,
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  month: 2_629_746_000,
  quarter: 7_889_238_000,
  year: 31_556_952_000,
};
const months: Readonly<Partial<Record<CalendarUnit, number>>> = { month: 1, quarter: 3, year: 12 };

const wallUnits: ReadonlySet<CalendarUnit> = new Set(["day", "week", "month", "quarter", "year"]);

/** A part of the unit is always the same length: below a day. */
export function isDivisible(unit: CalendarUnit): boolean {
  return !wallUnits.has(unit);
}

export function rounded(value: number, rounding: Rounding): number {
  // Adding 0 makes 0 of -0.
  return (rounding === "none" ? value : Math[rounding](value)) + 0;
}

export function converted(value: number, from: CalendarUnit, to: CalendarUnit): number {
  return (value * meanMs[from]) / meanMs[to];
}

/**
 * Units from one instant to another, with their fraction: exact below a day; days and weeks by the
 * clock on the wall; the fraction of a month is the share of the month that has begun.
 */
export function unitsBetween(
  [from, to]: readonly [from: number, to: number],
  unit: CalendarUnit,
  timeZone: string,
): number {
  if (to < from) return -unitsBetween([to, from], unit, timeZone);
  if (isDivisible(unit)) return (to - from) / meanMs[unit];
  const inUnit = months[unit];
  const start = localTime(from, timeZone);
  const end = utcInstant(localTime(to, timeZone));
  if (inUnit === undefined) return (end - utcInstant(start)) / meanMs[unit];
  const whole = differenceOf([from, to], unit, timeZone);
  return whole + shareOf([start, end], whole * inUnit, inUnit);
}

function shareOf([start, end]: readonly [LocalTime, number], done: number, inUnit: number): number {
  const last = addMonths(start, done);
  const next = addMonths(start, done + inUnit);
  return (end - last) / (next - last);
}
