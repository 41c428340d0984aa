import type { JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { scheduleConfig } from "./definition.ts";
import { missedBetween, nextOccurrence, nextTen, occurrencesAfter } from "./occurrences.ts";
import { compileSchedule, type Schedule } from "./schedule.ts";

function scheduleOf(config: JsonObject, timeZone = "UTC"): Schedule {
  return compileSchedule(scheduleConfig.parse(config), timeZone);
}

/** Local times to the minute, with their offset: `29 03:00+02`. */
function shown(schedule: Schedule, after: string, count = 3): string {
  const occurrences = occurrencesAfter(schedule, Date.parse(after), count);
  const short = /-(\d\d)T(\d\d:\d\d):00\.000([+-]\d\d(?::30)?)/;
  const texts = occurrences.map(({ localTime }) => {
    const [, day, time, offset] = short.exec(localTime) ?? [];
    return `${day} ${time}${offset}`;
  });
  return texts.join(", ");
}

const berlin = "Europe/Berlin";
const newYork = "America/New_York";
const lordHowe = "Australia/Lord_Howe";
const kolkata = "Asia/Kolkata";

/*
 * Clocks go forward in Berlin on 29 March 2026 at 2:00, in New York on 8 March at 2:00, on Lord Howe
 * Island on 4 October at 2:00 by half an hour; back on 25 October at 3:00, on 1 November at 2:00, and
 * on 5 April at 2:00. Kolkata and UTC never change.
 */
describe("times of day and the clock", () => {
  it.each([
    // A time that is skipped happens at the first valid instant.
    [berlin, "30 2 * * *", "2026-03-28T00:00Z", "28 02:30+01, 29 03:00+02, 30 02:30+02"],
    [berlin, "0 2 * * *", "2026-03-28T00:00Z", "28 02:00+01, 29 03:00+02, 30 02:00+02"],
    [berlin, "0 3 * * *", "2026-03-28T00:00Z", "28 03:00+01, 29 03:00+02, 30 03:00+02"],
    [berlin, "0,20,40 2 * * *", "2026-03-28T01:30Z", "28 02:40+01, 29 03:00+02, 30 02:00+02"],
    [berlin, "30 2,3 * * *", "2026-03-28T12:00Z", "29 03:00+02, 29 03:30+02, 30 02:30+02"],
    [newYork, "30 2 * * *", "2026-03-07T00:00Z", "07 02:30-05, 08 03:00-04, 09 02:30-04"],
    [lordHowe, "15 2 * * *", "2026-10-02T12:00Z", "03 02:15+10:30, 04 02:30+11, 05 02:15+11"],
    [kolkata, "30 2 * * *", "2026-03-28T00:00Z", "29 02:30+05:30, 30 02:30+05:30, 31 02:30+05:30"],
    ["UTC", "30 2 * * *", "2026-03-28T00:00Z", "28 02:30+00, 29 02:30+00, 30 02:30+00"],
    // A time that comes twice happens the first time.
    [berlin, "30 2 * * *", "2026-10-24T00:00Z", "24 02:30+02, 25 02:30+02, 26 02:30+01"],
    [berlin, "0 3 * * *", "2026-10-24T00:00Z", "24 03:00+02, 25 03:00+01, 26 03:00+01"],
    [newYork, "30 1 * * *", "2026-10-31T00:00Z", "31 01:30-04, 01 01:30-04, 02 01:30-05"],
    [lordHowe, "45 1 * * *", "2026-04-03T12:00Z", "04 01:45+11, 05 01:45+11, 06 01:45+10:30"],
  ])("%s: %s after %s", (timeZone, cron, after, expected) => {
    expect(shown(scheduleOf({ mode: "cron", cron }, timeZone), after)).toBe(expected);
  });

  it.each([
    ["2026-03-28T00:00Z", { gap: "skip" }, "28 02:30+01, 30 02:30+02, 31 02:30+02"],
    ["2026-10-24T00:00Z", { overlap: "both" }, "24 02:30+02, 25 02:30+02, 25 02:30+01"],
    ["2026-10-25T00:30Z", { overlap: "both" }, "25 02:30+01, 26 02:30+01, 27 02:30+01"],
    ["2026-10-25T00:30Z", { overlap: "first" }, "26 02:30+01, 27 02:30+01, 28 02:30+01"],
    ["2026-10-25T01:10Z", { overlap: "first" }, "26 02:30+01, 27 02:30+01, 28 02:30+01"],
  ])("after %s the policy %j decides", (after, policy, expected) => {
    const config = { mode: "cron", cron: "30 2 * * *", timeZone: berlin, ...policy };
    expect(shown(scheduleOf(config), after)).toBe(expected);
  });

  it("what comes every hour goes by real time", () => {
    const half = scheduleOf({ mode: "cron", cron: "*/30 * * * *" }, berlin);
    expect(shown(half, "2026-03-29T00:00Z", 4)).toBe(
      "29 01:30+01, 29 03:00+02, 29 03:30+02, 29 04:00+02",
    );
    expect(shown(half, "2026-10-24T23:45Z", 6)).toBe(
      "25 02:00+02, 25 02:30+02, 25 02:00+01, 25 02:30+01, 25 03:00+01, 25 03:30+01",
    );
    const past = scheduleOf({ mode: "cron", cron: "30 * * * *" }, berlin);
    expect(shown(past, "2026-03-29T00:00Z")).toBe("29 01:30+01, 29 03:30+02, 29 04:30+02");
    const hourly = scheduleOf({ mode: "cron", cron: "@hourly" }, lordHowe);
    expect(shown(hourly, "2026-10-03T14:00Z", 4)).toBe(
      "04 01:00+10:30, 04 03:00+11, 04 04:00+11, 04 05:00+11",
    );
    const { length } = missedBetween(
      half,
      Date.parse("2026-10-24T21:59:59Z"),
      Date.parse("2026-10-25T22:59:59Z"),
      100,
    );
    expect(length).toBe(50);
  });

  it("and by the local time where that is asked", () => {
    const policy = { gap: "first_valid", overlap: "first" };
    const half = scheduleOf({ mode: "cron", cron: "30 * * * *", ...policy }, berlin);
    expect(shown(half, "2026-03-29T00:00Z")).toBe("29 01:30+01, 29 03:00+02, 29 03:30+02");
    expect(shown(half, "2026-10-25T00:00Z")).toBe("25 02:30+02, 25 03:30+01, 25 04:30+01");
  });

  it("goes on through a year's change of the clock that skips a whole day", () => {
    // Samoa crossed the date line: after 29 December 2011 came the 31st.
    const daily = scheduleOf({ mode: "cron", cron: "0 12 * * *" }, "Pacific/Apia");
    expect(shown(daily, "2011-12-29T00:00Z")).toBe("29 12:00-10, 31 00:00+14, 31 12:00+14");
  });
});

describe("cron expressions", () => {
  it.each([
    ["0 0 29 2 *", "2026-01-01T00:00Z", "2028-02-29 2032-02-29 2036-02-29"],
    ["0 0 29 2 *", "2095-01-01T00:00Z", "2096-02-29 2104-02-29 2108-02-29"],
    ["0 0 L * *", "2026-01-15T00:00Z", "2026-01-31 2026-02-28 2026-03-31"],
    ["0 0 * * FRI#2", "2026-01-15T00:00Z", "2026-02-13 2026-03-13 2026-04-10"],
    ["0 0 * * FRI#L", "2026-01-15T00:00Z", "2026-01-30 2026-02-27 2026-03-27"],
    ["0 0 1 JAN,JUL *", "2026-01-15T00:00Z", "2026-07-01 2027-01-01 2027-07-01"],
    ["0 0 13 * 5", "2026-01-01T00:00Z", "2026-01-02 2026-01-09 2026-01-13"],
    ["@weekly", "2026-01-01T00:00Z", "2026-01-04 2026-01-11 2026-01-18"],
  ])("%s after %s", (cron, after, expected) => {
    const found = occurrencesAfter(scheduleOf({ mode: "cron", cron }), Date.parse(after), 3);
    expect(found.map(({ localTime }) => localTime.slice(0, 10)).join(" ")).toBe(expected);
  });

  it("may have seconds", () => {
    const found = occurrencesAfter(scheduleOf({ mode: "cron", cron: "*/20 * * * * *" }), 500, 4);
    expect(found.map(({ at }) => at)).toEqual([20_000, 40_000, 60_000, 80_000]);
  });
});

describe("every so often", () => {
  it("is counted from the start, never from the last time", () => {
    const every = { amount: 7, unit: "hours" };
    const config = { mode: "every", every, start: "2026-03-28T22:00:00Z" };
    expect(shown(scheduleOf(config, berlin), "2020-01-01T00:00Z")).toBe(
      "28 23:00+01, 29 07:00+02, 29 14:00+02",
    );
    expect(shown(scheduleOf(config), "2046-03-28T22:00:00Z", 1)).toBe("29 00:00+00");
  });

  it("keeps the time of day where clocks change", () => {
    const every = { amount: 1, unit: "days" };
    const config = { mode: "every", every, start: "2026-03-28T02:30", timeZone: berlin };
    expect(shown(scheduleOf(config), "2026-01-01T00:00Z")).toBe(
      "28 02:30+01, 29 03:00+02, 30 02:30+02",
    );
    expect(shown(scheduleOf({ ...config, gap: "skip" }), "2026-03-28T12:00Z", 1)).toBe(
      "30 02:30+02",
    );
    expect(shown(scheduleOf({ ...config, overlap: "both" }), "2026-10-24T12:00Z")).toBe(
      "25 02:30+02, 25 02:30+01, 26 02:30+01",
    );
  });

  it("keeps the time of day though the first one is skipped", () => {
    const every = { amount: 2, unit: "weeks" };
    const config = { mode: "every", every, start: "2026-03-29T02:30", timeZone: berlin };
    expect(shown(scheduleOf(config), "2026-01-01T00:00Z")).toBe(
      "29 03:00+02, 12 02:30+02, 26 02:30+02",
    );
  });

  it("takes the last day of a month that is too short", () => {
    const every = { amount: 1, unit: "months" };
    const config = { mode: "every", every, start: "2026-01-31T08:00" };
    expect(shown(scheduleOf(config), "2025-01-01T00:00Z", 4)).toBe(
      "31 08:00+00, 28 08:00+00, 31 08:00+00, 30 08:00+00",
    );
    expect(shown(scheduleOf(config), "2026-02-28T08:00Z", 1)).toBe("31 08:00+00");
    expect(shown(scheduleOf(config), "2026-02-28T07:59Z", 1)).toBe("28 08:00+00");
  });

  it("may lie decades apart", () => {
    const start = "2026-01-31T08:00Z";
    const config = { mode: "every", every: { amount: 240, unit: "months" }, start };
    const found = occurrencesAfter(scheduleOf(config), Date.parse(start), 2);
    expect(found.map(({ at }) => new Date(at).toISOString())).toEqual([
      "2046-01-31T08:00:00.000Z",
      "2066-01-31T08:00:00.000Z",
    ]);
    const days = { ...config, every: { amount: 60, unit: "days" } };
    expect(nextOccurrence(scheduleOf(days), Date.parse(start))?.at).toBe(
      Date.parse("2026-04-01T08:00Z"),
    );
  });
});

describe("once", () => {
  it.each([
    ["2026-07-01T08:00", "2026-07-01T08:00:00.000+02:00"],
    ["2026-07-01T08:00Z", "2026-07-01T10:00:00.000+02:00"],
    ["2026-07-01T08:00:05.7-05:00", "2026-07-01T15:00:05.000+02:00"],
    ["2026-07-01", "2026-07-01T00:00:00.000+02:00"],
    ["2026-03-29T02:30", "2026-03-29T03:00:00.000+02:00"],
    ["2026-10-25T02:30", "2026-10-25T02:30:00.000+02:00"],
  ])("%s is %s in Berlin", (at, expected) => {
    const schedule = scheduleOf({ mode: "once", at }, berlin);
    const [only, ...more] = occurrencesAfter(schedule, 0, 5);
    expect(only).toMatchObject({ localTime: expected, key: `${expected}[Europe/Berlin]` });
    expect(more).toEqual([]);
    expect(nextOccurrence(schedule, only?.at ?? 0)).toBeUndefined();
    expect(nextOccurrence(schedule, (only?.at ?? 0) - 1)).toEqual(only);
    expect(schedule.limit).toBe(1);
  });
});

describe("start, end and limit", () => {
  const config = { mode: "cron", cron: "0 8 * * *", timeZone: berlin };

  it("both bounds belong to the schedule", () => {
    const bounds = { start: "2026-03-02T08:00", end: "2026-03-04T08:00" };
    const bounded = scheduleOf({ ...config, ...bounds });
    expect(shown(bounded, "2020-01-01T00:00Z", 9)).toBe("02 08:00+01, 03 08:00+01, 04 08:00+01");
    const shorter = { start: "2026-03-02T08:00:01", end: "2026-03-04T07:59:59" };
    expect(shown(scheduleOf({ ...config, ...shorter }), "2020-01-01T00:00Z", 9)).toBe(
      "03 08:00+01",
    );
  });

  it("the preview shows ten at most, and no more than the limit", () => {
    expect(nextTen(scheduleOf(config), 0)).toHaveLength(10);
    expect(nextTen(scheduleOf({ ...config, limit: 4 }), 0)).toHaveLength(4);
    expect(nextTen(scheduleOf({ ...config, limit: 40 }), 0)).toHaveLength(10);
    expect(occurrencesAfter(scheduleOf(config), 0, 0)).toEqual([]);
  });

  it.each([
    { ...config, end: "2026-01-01" },
    { ...config, cron: "30 2 * 3 SUN#L", gap: "skip" },
    { mode: "once", at: "2026-01-01" },
    {
      mode: "every",
      every: { amount: 1_000_000_000, unit: "months" },
      start: "2026-01-01",
    },
    { mode: "every", every: { amount: 1_000_000_000, unit: "weeks" }, start: "2026-01-01" },
  ])("%j has nothing more, and says so at once", (ended) => {
    const startedMs = performance.now();
    expect(nextOccurrence(scheduleOf(ended), Date.parse("2026-11-21"))).toBeUndefined();
    expect(performance.now() - startedMs).toBeLessThan(2000);
  });
});

describe("what was missed", () => {
  const [from, to] = [Date.parse("2020-01-01T00:00Z"), Date.parse("2026-03-29T12:00:00Z")];

  it("is found from the end where there is too much of it", () => {
    const seconds = scheduleOf({ mode: "cron", cron: "* * * * * *" }, berlin);
    const startedMs = performance.now();
    const missed = missedBetween(seconds, from, to, 50);
    expect(performance.now() - startedMs).toBeLessThan(5000);
    expect(missed.map(({ at }) => at)).toEqual(
      Array.from({ length: 50 }, (_, index) => to - (49 - index) * 1000),
    );
  });

  it("has its last time at the end itself, and none at the beginning", () => {
    const daily = scheduleOf({ mode: "cron", cron: "0 12 * * *" });
    expect(missedBetween(daily, to, to, 5)).toEqual([]);
    expect(missedBetween(daily, to - 1, to, 5).map(({ at }) => at)).toEqual([to]);
    expect(missedBetween(daily, from, to, 1).map(({ at }) => at)).toEqual([to]);
    expect(missedBetween(daily, from, to - 1, 1).map(({ at }) => at)).toEqual([to - 86_400_000]);
    expect(missedBetween(daily, to, from, 5)).toEqual([]);
    expect(missedBetween(daily, from, to, 0)).toEqual([]);
  });
});
