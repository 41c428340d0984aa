/**
 * The only file of core that touches `Date` and `Intl`: arithmetic on given instants, never the
 * clock. An instant is milliseconds since 1970-01-01T00:00Z; a date is `YYYY-MM-DD` text.
 */

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;
const isoDateTime =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(Z|z|[+-]\d{2}:?\d{2})?$/;

export interface LocalTime {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

/** ISO 8601 in UTC with milliseconds. */
export function formatInstant(instant: number): string {
  return new Date(instant).toISOString();
}

/** ISO 8601 in the time of a zone, with its offset: `2026-03-29T03:00:00.000+02:00`. */
export function formatInZone(instant: number, timeZone: string): string {
  const local = instant + zoneOffsetMs(instant, timeZone);
  const text = formatInstant(local).slice(0, -1);
  const minutes = Math.floor(Math.abs(local - instant) / 60_000);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${text}${local < instant ? "-" : "+"}${hour}:${minute}`;
}

/**
 * Reads ISO 8601 text: a date is midnight in `timeZone`, a date-time without offset is local time
 * there. Anything else, and days that do not exist (30 February), are undefined.
 */
export function parseInstant(text: string, timeZone: string): number | undefined {
  const date = isoDate.exec(text);
  if (date) return localInstant(date, [], timeZone);
  const full = isoDateTime.exec(text);
  if (!full) return undefined;
  return localInstant(full, full.slice(4, 8), timeZone, full[8]);
}

function localInstant(
  date: RegExpExecArray,
  time: readonly (string | undefined)[],
  timeZone: string,
  offset?: string,
): number | undefined {
  const [hour, minute, second, fraction] = time;
  const local: LocalTime = {
    year: Number(date[1]),
    month: Number(date[2]),
    day: Number(date[3]),
    hour: Number(hour ?? 0),
    minute: Number(minute ?? 0),
    second: Number(second ?? 0),
    millisecond: Number((fraction ?? "0").padEnd(3, "0").slice(0, 3)),
  };
  if (!isReal(local)) return undefined;
  return offset === undefined ? instantIn(local, timeZone) : utcInstant(local) - offsetMs(offset);
}

function isReal(local: LocalTime): boolean {
  if (local.hour > 23 || local.minute > 59 || local.second > 59) return false;
  return local.month >= 1 && local.month <= 12 && local.day >= 1 && local.day <= daysInMonth(local);
}

export function daysInMonth(of: { readonly year: number; readonly month: number }): number {
  return new Date(Date.UTC(of.year, of.month, 0)).getUTCDate();
}

function offsetMs(offset: string): number {
  if (offset === "Z" || offset === "z") return 0;
  const sign = offset.startsWith("-") ? -1 : 1;
  const digits = offset.replaceAll(/[^\d]/g, "");
  return sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4))) * 60_000;
}

/** The instant of a local time read as UTC; years below 100 stay what they are. */
export function utcInstant(local: LocalTime): number {
  const { year, month, day, hour, minute, second, millisecond } = local;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, millisecond);
  return date.getTime();
}

/**
 * The instant of a local time in a zone. In the gap of a clock change it is moved forward by the
 * gap; in the overlap the earlier one is taken (the rule of RFC 5545 and Temporal's "compatible").
 */
export function instantIn(local: LocalTime, timeZone: string): number {
  const asUtc = utcInstant(local);
  if (timeZone === "UTC") return asUtc;
  const before = asUtc - zoneOffsetMs(asUtc - 86_400_000, timeZone);
  if (zoneOffsetMs(before, timeZone) === asUtc - before) return before;
  const after = asUtc - zoneOffsetMs(asUtc + 86_400_000, timeZone);
  return zoneOffsetMs(after, timeZone) === asUtc - after ? after : before;
}

/** The local time of an instant in a zone. */
export function localTime(instant: number, timeZone: string): LocalTime {
  const shifted = new Date(instant + zoneOffsetMs(instant, timeZone));
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
    second: shifted.getUTCSeconds(),
    millisecond: shifted.getUTCMilliseconds(),
  };
}

/** 0 is Sunday. */
export function weekday(instant: number, timeZone: string): number {
  return new Date(instant + zoneOffsetMs(instant, timeZone)).getUTCDay();
}

/** The date of an instant in a zone, `YYYY-MM-DD`. */
export function dateIn(instant: number, timeZone: string): string {
  return new Date(instant + zoneOffsetMs(instant, timeZone)).toISOString().slice(0, 10);
}

export function isTimeZone(name: string): boolean {
  try {
    return formatterOf(name) !== undefined;
  } catch {
    return false;
  }
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const known = formatters.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    era: "short",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  });
  formatters.set(timeZone, made);
  return made;
}

function zoneOffsetMs(instant: number, timeZone: string): number {
  if (timeZone === "UTC") return 0;
  const parts: Record<string, number> = {};
  for (const { type, value } of formatterOf(timeZone).formatToParts(instant))
    parts[type] = Number(value);
  const part = (name: string): number => Number(parts[name]);
  const asUtc = utcInstant({
    year: part("year"),
    month: part("month"),
    day: part("day"),
    hour: part("hour"),
    minute: part("minute"),
    second: part("second"),
    millisecond: 0,
  });
  return asUtc - Math.floor(instant / 1000) * 1000;
}
