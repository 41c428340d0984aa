import { formatInstant, instantIn, localTime, type LocalTime, utcInstant } from "./instant.ts";
import type { JsonObject } from "./json.ts";

/*
 * Ranges of days around today, in a time zone: `ranges.last_month.start`. A range begins with the
 * first instant of its first day and ends with the last millisecond of its last one; weeks are those
 * of ISO 8601.
 */

const periods = ["week", "month", "quarter", "year"] as const;
type Period = (typeof periods)[number];

/** Days from today: the first, and how many. The last 7 days end with today, the next 7 begin with it. */
const dayRanges = {
  yesterday: [-1, 1],
  today: [0, 1],
  tomorrow: [1, 1],
  last_7_days: [-6, 7],
  last_30_days: [-29, 30],
  last_90_days: [-89, 90],
  next_7_days: [0, 7],
  next_30_days: [0, 30],
  next_90_days: [0, 90],
} as const satisfies Record<string, readonly [number, number]>;

const shifts = { last: -1, this: 0, next: 1 } as const;
type Shift = keyof typeof shifts;
type DayRange = keyof typeof dayRanges;
export type RangeName = DayRange | `${Shift}_${Period}`;

export const rangeNames: readonly RangeName[] = [
  ...(Object.keys(dayRanges) as DayRange[]),
  ...(Object.keys(shifts) as Shift[]).flatMap((shift) =>
    periods.map((period) => `${shift}_${period}` as const),
  ),
];

/** Undefined where there is no such range. */
export function dateRange(name: string, now: number, timeZone: string): JsonObject | undefined {
  const today = localTime(now, timeZone);
  const days = daysOf(name, today);
  if (!days) return undefined;
  const [first, next] = days;
  const at = (day: number): number => instantIn(localTime(day, "UTC"), timeZone);
  return { start: formatInstant(at(first)), end: formatInstant(at(next) - 1) };
}

/** The first day, and the one after the last, as midnights read as UTC. */
function daysOf(name: string, today: LocalTime): readonly [number, number] | undefined {
  if (isDayRange(name)) {
    const [first, count] = dayRanges[name];
    return [dayAt(today, first), dayAt(today, first + count)];
  }
  const [shift = "", period = ""] = name.split("_");
  if (!isShift(shift) || !isPeriod(period)) return undefined;
  const by = shifts[shift];
  return [periodAt(today, period, by), periodAt(today, period, by + 1)];
}

function isDayRange(name: string): name is DayRange {
  return Object.hasOwn(dayRanges, name);
}

function isShift(name: string): name is Shift {
  return Object.hasOwn(shifts, name);
}

function isPeriod(name: string): name is Period {
  return (periods as readonly string[]).includes(name);
}

function midnight(year: number, month: number, day: number): number {
  return utcInstant({ year, month, day, hour: 0, minute: 0, second: 0, millisecond: 0 });
}

function dayAt({ year, month, day }: LocalTime, offset: number): number {
  return midnight(year, month, day) + offset * 86_400_000;
}

/** The first day of the period that is so many further on. */
function periodAt(today: LocalTime, period: Period, by: number): number {
  const { year, month } = today;
  switch (period) {
    case "week": {
      // 1 January 1970 was a Thursday.
      const weekday = (Math.floor(dayAt(today, 0) / 86_400_000) + 3) % 7;
      return dayAt(today, 7 * by - weekday);
    }
    case "month":
      return monthAt(year, month - 1 + by);
    case "quarter":
      return monthAt(year, month - 1 - ((month - 1) % 3) + 3 * by);
    case "year":
      return midnight(year + by, 1, 1);
  }
}

/** @param index of the month from 0, also below 0 or above 11 */
function monthAt(year: number, index: number): number {
  return midnight(year + Math.floor(index / 12), (((index % 12) + 12) % 12) + 1, 1);
}
