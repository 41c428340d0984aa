import { describe, expect, it } from "vitest";
import type { Json } from "../../json.ts";
import { compileFormula } from "../compile.ts";
import { failureOf, run } from "./sample-run.ts";

describe("functions of dates", () => {
  it.each<[string, Json]>([
    ["DATE(2026, 1, 0)", "2025-12-31"],
    ["DATE(2024, 2, 29)", "2024-02-29"],
    ["DATETIME(2026, 7, 1, 25, 0, 5)", "2026-07-01T23:00:05.000Z"],
    ['YEAR("2026-03-29")', 2026],
    ['DAY("2026-03-29T23:30:00Z")', 30],
    ['WEEKDAY("2026-03-29")', 1],
    ['DATEADD("2026-03-28T11:00:00Z", 1, "day")', "2026-03-29T10:00:00.000Z"],
    ['DATEADD("2026-03-28T11:00:00Z", 24, "hours")', "2026-03-29T11:00:00.000Z"],
    ['DATEADD("2026-03-28", 2, "WEEKS")', "2026-04-11"],
    ['DATEADD("2026-03-28", -1, "quarter")', "2025-12-28"],
    ['DATEADD("2024-02-29", 1, "y")', "2025-02-28"],
    ['DATEADD("2026-01-31", 1, "m")', "2026-02-28"],
    ['DATEADD("2026-01-31", 1, "d")', "2026-02-01"],
    ['DATEADD("2026-01-31", 90, "minute")', "2026-01-31T00:30:00.000Z"],
    ['DATEDIF("2026-03-01", "2026-01-31", "days")', -29],
    ['DATEDIF("2026-01-31", "2026-02-28", "m")', 1],
    ['DATEDIF("2026-01-31", "2026-02-27", "m")', 0],
    ['DATEDIF("2020-02-29", "2026-02-28", "y")', 6],
    ['DATEDIF("2026-01-01", "2026-12-31", "quarter")', 3],
    ['DATEDIF("2026-01-01", "2026-01-20", "week")', 2],
    ['DATEDIF("2026-03-29T00:00:00Z", "2026-03-29T02:30:00Z", "hours")', 2],
    ['EDATE("2026-03-31T10:00:00Z", -1)', "2026-02-28T11:00:00.000Z"],
    ['EOMONTH("2024-02-10")', "2024-02-29"],
    ['EOMONTH("2026-03-10", -1)', "2026-02-28"],
    ['ISDATE("2026-02-28")', true],
    ["ISDATE(5)", false],
    ["LEFT(NOW(), 10) = TODAY()", true],
  ])("%s is %j", (source, result) => expect(run(source)).toBe(result));

  it.each([
    ["DATE(10000, 1, 1)", "the date lies outside of the years 1 to 9999"],
    ["DATE(2026, 1, 1e15)", "the date lies outside of the years 1 to 9999"],
    ["DATETIME(0, 1, 1, 0, 0)", "the date lies outside of the years 1 to 9999"],
    ["DATE(2026, 1.5, 1)", "every part of a date must be a whole number"],
    ['DATEADD("9999-12-31", 1, "day")', "the date lies outside of the years 1 to 9999"],
    ['DATEADD("9999-12-31", 1e12, "year")', "the date lies outside of the years 1 to 9999"],
    ['DATEADD("2026-01-01", 9e15, "hours")', "the date lies outside of the years 1 to 9999"],
    ['EOMONTH("2026-01-01", 9e15)', "the date lies outside of the years 1 to 9999"],
    ['DATEADD("2026-01-01", 1.5, "day")', "the amount must be a whole number"],
    ['YEAR("2026-02-30")', "a date such as 2026-03-29 or 2026-03-29T12:30:00Z is needed"],
    ['DATEADD("soon", 1, "day")', "a date such as 2026-03-29 or 2026-03-29T12:30:00Z is needed"],
    ['WEEKDAY("2026-03-29", 3)', "firstDay must be 1 (Sunday) or 2 (Monday)"],
  ])("%s fails: %s", (source, message) =>
    expect(failureOf(source)).toBe(`formula_error: ${message} (at character 1)`),
  );

  it("names the units where another word is given", () => {
    expect(compileFormula('DATEADD("2026-01-01", 1, "fortnight")')).toMatchObject({
      ok: false,
      position: 25,
      message: expect.stringContaining('one of "millisecond", "second"') as string,
    });
    expect(failureOf('DATEADD("2026-01-01", 1, "fort" & "night")')).toContain(
      'one of "millisecond"',
    );
    expect(failureOf("DATEADD(TODAY(), 1, trigger.name)")).toContain(
      "trigger.name is text; one of",
    );
    expect(failureOf("DATEADD(TODAY(), 1, trigger.list)")).toContain(
      "trigger.list is list; one of",
    );
  });
});
