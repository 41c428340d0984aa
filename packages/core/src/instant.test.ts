import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  dateIn,
  daysInMonth,
  formatInstant,
  formatInZone,
  instantIn,
  isTimeZone,
  localTime,
  parseInstant,
  utcInstant,
  weekday,
} from "./instant.ts";

function read(text: string, timeZone = "UTC"): string | undefined {
  const instant = parseInstant(text, timeZone);
  return instant === undefined ? undefined : formatInstant(instant);
}

describe("ISO 8601 text", () => {
  it.each([
    ["2026-11-21", "2026-11-21T00:00:00.000Z"],
    ["2026-11-21T12:34", "2026-11-21T12:34:00.000Z"],
    ["2026-11-21 12:34:56", "2026-11-21T12:34:56.000Z"],
    ["2026-11-21t12:34:56.7", "2026-11-21T12:34:56.700Z"],
    ["2026-11-21T12:34:56,123456789Z", "2026-11-21T12:34:56.123Z"],
    ["2026-11-21T12:34:56z", "2026-11-21T12:34:56.000Z"],
    ["2026-11-21T12:34+05:30", "2026-11-21T07:04:00.000Z"],
    ["2026-11-21T12:34-0800", "2026-11-21T20:34:00.000Z"],
    ["0050-01-01", "0050-01-01T00:00:00.000Z"],
    ["2024-02-29", "2024-02-29T00:00:00.000Z"],
    ["2000-02-29", "2000-02-29T00:00:00.000Z"],
  ])("%s is %s", (text, expected) => {
    expect(read(text)).toBe(expected);
  });

  it.each([
    "",
    "today",
    "2026-1-1",
    "2026-02-30",
    "2026-02-29",
    "1900-02-29",
    "2026-00-01",
    "2026-13-01",
    "2026-04-31",
    "2026-01-00",
    "2026-01-01T24:00",
    "2026-01-01T12:60",
    "2026-01-01T12:00:60",
    "2026-01-01T12",
    "2026-01-01T12:00+5",
    "2026-01-01T12:00:00Z and more",
  ])("%s is no time", (text) => {
    expect(read(text)).toBeUndefined();
  });
});

/* In a gap the local time is moved forward by the gap; in an overlap the earlier instant is taken. */
describe("local time in a zone", () => {
  it.each([
    ["Europe/Berlin", "2026-03-29T01:59", "2026-03-29T00:59:00.000Z"],
    ["Europe/Berlin", "2026-03-29T02:30", "2026-03-29T01:30:00.000Z"],
    ["Europe/Berlin", "2026-03-29T03:00", "2026-03-29T01:00:00.000Z"],
    ["Europe/Berlin", "2026-10-25T01:59", "2026-10-24T23:59:00.000Z"],
    ["Europe/Berlin", "2026-10-25T02:30", "2026-10-25T00:30:00.000Z"],
    ["Europe/Berlin", "2026-10-25T03:00", "2026-10-25T02:00:00.000Z"],
    ["America/New_York", "2026-03-08T02:30", "2026-03-08T07:30:00.000Z"],
    ["America/New_York", "2026-11-01T01:30", "2026-11-01T05:30:00.000Z"],
    ["America/New_York", "2026-11-01T02:00", "2026-11-01T07:00:00.000Z"],
    ["Australia/Lord_Howe", "2026-10-04T02:15", "2026-10-03T15:45:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-05T01:45", "2026-04-04T14:45:00.000Z"],
    ["Australia/Lord_Howe", "2026-04-05T02:00", "2026-04-04T15:30:00.000Z"],
    ["Asia/Kolkata", "2026-06-01", "2026-05-31T18:30:00.000Z"],
    ["UTC", "2026-03-29T02:30", "2026-03-29T02:30:00.000Z"],
  ])("%s %s is %s", (zone, text, expected) => {
    expect(read(text, zone)).toBe(expected);
  });

  it("with an offset does not ask the zone", () => {
    expect(read("2026-03-29T02:30+01:00", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
  });

  it("comes back from any instant, but for the second pass through an overlap", () => {
    const zones = [
      "Europe/Berlin",
      "America/New_York",
      "Australia/Lord_Howe",
      "Asia/Kolkata",
      "UTC",
    ];
    const instants = fc.integer({
      min: utcInstant({ ...zero, year: 1975 }),
      max: utcInstant({ ...zero, year: 2060 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...zones), instants, (zone, instant) => {
        const back = instantIn(localTime(instant, zone), zone);
        expect([0, 1_800_000, 3_600_000]).toContain(instant - back);
        expect(localTime(back, zone)).toEqual(localTime(instant, zone));
      }),
      { numRuns: 1000 },
    );
  });

  it("tells date and weekday as the zone has them", () => {
    const late = parseInstant("2026-11-21T23:30Z", "UTC") ?? 0;
    expect(dateIn(late, "UTC")).toBe("2026-11-21");
    expect(dateIn(late, "Europe/Berlin")).toBe("2026-11-22");
    expect(dateIn(late, "America/New_York")).toBe("2026-11-21");
    expect(weekday(late, "UTC")).toBe(6);
    expect(weekday(late, "Europe/Berlin")).toBe(0);
  });

  it("tells every part", () => {
    expect(localTime(parseInstant("2026-02-03T04:05:06.007Z", "UTC") ?? 0, "Asia/Kolkata")).toEqual(
      {
        ...zero,
        year: 2026,
        month: 2,
        day: 3,
        hour: 9,
        minute: 35,
        second: 6,
        millisecond: 7,
      },
    );
  });
});

const zero = { year: 0, month: 1, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 };

describe("calendar and zones", () => {
  it("knows how long a month is", () => {
    expect([2024, 2025, 2000, 1900].map((year) => daysInMonth({ year, month: 2 }))).toEqual([
      29, 28, 29, 28,
    ]);
    expect(daysInMonth({ year: 2026, month: 12 })).toBe(31);
  });

  it("knows a zone by its name", () => {
    expect(isTimeZone("Europe/Berlin")).toBe(true);
    expect(isTimeZone("UTC")).toBe(true);
    expect(isTimeZone("Europe/Atlantis")).toBe(false);
  });
});

describe("an instant in a zone", () => {
  it.each([
    ["2026-03-29T00:59:59.999Z", "Europe/Berlin", "2026-03-29T01:59:59.999+01:00"],
    ["2026-03-29T01:00:00Z", "Europe/Berlin", "2026-03-29T03:00:00.000+02:00"],
    ["2026-11-01T06:30:00Z", "America/New_York", "2026-11-01T01:30:00.000-05:00"],
    ["2026-04-04T15:15:00Z", "Australia/Lord_Howe", "2026-04-05T01:45:00.000+10:30"],
    ["2026-01-01T00:00:00Z", "UTC", "2026-01-01T00:00:00.000+00:00"],
  ])("%s in %s is written %s", (text, timeZone, expected) => {
    const instant = Date.parse(text);
    expect(formatInZone(instant, timeZone)).toBe(expected);
    expect(parseInstant(expected, "UTC")).toBe(instant);
  });
});
