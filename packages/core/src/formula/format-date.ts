import { localTime, type LocalTime, weekday } from "../instant.ts";

/*
 * Date formats of spreadsheets: yyyy, yy, mmmm, mmm, mm, m, dddd, ddd, dd, d, hh, h, mm, m, ss, s and
 * 000 (milliseconds), in upper or lower case. m is minutes after hours or before seconds.
 */

const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;
const dayNames = [
  "Sunday",
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
] as const;

const tokens = /yyyy|yy|m{1,4}|d{1,4}|hh?|ss?|000/gi;

export function formatDate(instant: number, format: string, timeZone: string): string {
  const local = localTime(instant, timeZone);
  const dayName = dayNames[weekday(instant, timeZone)] as string;
  let previous = "";
  return format.replaceAll(tokens, (token: string, offset: number) => {
    const name = token.toLowerCase();
    const after = format.slice(offset + token.length);
    const isMinutes =
      /^mm?$/.test(name) && (previous.startsWith("h") || /^[^a-z]*ss?/i.test(after));
    previous = name;
    return isMinutes ? padded(local.minute, name.length) : datePart(name, local, dayName);
  });
}

function datePart(token: string, local: LocalTime, dayName: string): string {
  if (token.startsWith("y")) return padded(local.year, 4).slice(-token.length);
  if (token.startsWith("m")) return monthPart(token, local.month);
  if (token.startsWith("d")) return dayPart(token, local.day, dayName);
  if (token.startsWith("h")) return padded(local.hour, token.length);
  if (token.startsWith("s")) return padded(local.second, token.length);
  return padded(local.millisecond, 3);
}

function monthPart(token: string, month: number): string {
  if (token.length <= 2) return padded(month, token.length);
  const name = monthNames[month - 1] as string;
  return token.length === 3 ? name.slice(0, 3) : name;
}

function dayPart(token: string, day: number, dayName: string): string {
  if (token.length <= 2) return padded(day, token.length);
  return token.length === 3 ? dayName.slice(0, 3) : dayName;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
