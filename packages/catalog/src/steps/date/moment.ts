import {
  addToDate,
  type CalendarUnit,
  dateIn,
  formatInstant,
  formatInZone,
  type Json,
  parseInstant,
} from "@stepwell/core";

/** A point in time on its way through the pipeline. */
export interface Moment {
  readonly instant: number;
  /** A date without a time of day; it stays one as long as only days and more are counted. */
  readonly isDate: boolean;
  readonly timeZone: string;
  /** The pipeline has named the zone: the result is written with its offset. */
  readonly isZoned: boolean;
}

const isoDate = /^\d{4}-\d{2}-\d{2}$/;
/** Years that ISO 8601 writes with four digits. */
const [firstInstant, endInstant] = [-62_135_596_800_000, 253_402_300_800_000] as const;

export function readMoment(value: Json, timeZone: string): Moment | undefined {
  if (typeof value !== "string") return undefined;
  const instant = parseInstant(value, timeZone);
  if (instant === undefined) return undefined;
  return { instant, isDate: isoDate.test(value), timeZone, isZoned: false };
}

export function isWritable({ instant }: Moment): boolean {
  return instant >= firstInstant && instant < endInstant;
}

/** A date, or a date-time: in UTC, or in the zone that the pipeline has named. */
export function writeMoment({ instant, isDate, timeZone, isZoned }: Moment): string {
  if (isDate) return dateIn(instant, timeZone);
  return isZoned ? formatInZone(instant, timeZone) : formatInstant(instant);
}

/** So many units later; undefined beyond the years 1 to 9999. */
export function later(moment: Moment, amount: number, unit: CalendarUnit): Moment | undefined {
  const text = addToDate(moment.instant, { amount, unit }, moment);
  const added = text === undefined ? undefined : readMoment(text, moment.timeZone);
  return added && { ...added, isZoned: moment.isZoned };
}
