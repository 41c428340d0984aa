import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { runToEnd, start } from "../../run-step.suite.ts";

const timeZone = "Europe/Berlin";

interface Given {
  readonly input?: Json;
  readonly trigger?: Json;
}

function stepsOf(operations: Json, given: Given): readonly JsonObject[] {
  const config = { ...("input" in given && { input: given.input }), steps: operations };
  return [{ id: "date", type: "date", config }];
}

function result(operations: Json, given: Given = {}): unknown {
  const settings = { timeZone };
  const { trigger = {} } = given;
  return runToEnd({ steps: stepsOf(operations, given), trigger, settings }).steps["date"];
}

function failure(operations: Json, given: Given = {}): string {
  const { trigger = {} } = given;
  const { run } = start({ steps: stepsOf(operations, given), trigger, settings: { timeZone } });
  return `${run.failure?.code}: ${run.failure?.message}`;
}

/* The clocks of Berlin go forward on 29 March 2026 at 2:00, and back on 25 October at 3:00. */
describe("adding and subtracting", () => {
  it.each<readonly [string, number, string, string]>([
    ["2026-01-31", 1, "month", "2026-02-28"],
    ["2024-01-31", 1, "month", "2024-02-29"],
    ["2024-02-29", 1, "year", "2025-02-28"],
    ["2026-03-29", 1, "quarter", "2026-06-29"],
    ["2026-03-28", 2, "week", "2026-04-11"],
    ["2026-03-28", 0, "day", "2026-03-28"],
    ["2026-03-28T12:00:00+01:00", 1, "day", "2026-03-29T10:00:00.000Z"],
    ["2026-03-28T12:00:00+01:00", 24, "hour", "2026-03-29T11:00:00.000Z"],
    ["2026-03-28T02:30:00", 1, "day", "2026-03-29T01:30:00.000Z"],
    ["2026-03-28", 90, "minute", "2026-03-28T00:30:00.000Z"],
    ["2026-03-28T12:00:00Z", 1.5, "second", "2026-03-28T12:00:01.500Z"],
    ["2026-03-28T12:00:00Z", -1, "millisecond", "2026-03-28T11:59:59.999Z"],
  ])("%s and %d %s are %s", (input, amount, unit, expected) => {
    expect(result([{ do: "add", amount, unit }], { input })).toBe(expected);
    const back = result([{ do: "subtract", amount: -amount, unit }], { input });
    expect(back).toBe(expected);
  });

  it("take a day where nothing else is said, and now where there is no input", () => {
    expect(result([{ do: "add" }])).toBe("2026-03-02T12:00:00.000Z");
    expect(result([{ do: "subtract" }])).toBe("2026-02-28T12:00:00.000Z");
  });

  it("take variables", () => {
    const trigger = { from: "2026-01-31", months: 2 };
    const operations = [{ do: "add", amount: "{{ trigger.months }}", unit: "month" }];
    expect(result(operations, { input: "{{ trigger.from }}", trigger })).toBe("2026-03-31");
  });
});

describe("the difference", () => {
  it.each<readonly [string, string, JsonObject, number]>([
    ["2026-03-01", "2026-03-29", { unit: "day" }, 28],
    ["2026-03-29", "2026-03-01", { unit: "day" }, -28],
    ["2026-03-29", "2026-03-01", { unit: "day", absolute: true }, 28],
    ["2026-03-28T12:00:00", "2026-03-29T12:00:00", { unit: "day" }, 1],
    ["2026-03-28T12:00:00", "2026-03-29T12:00:00", { unit: "hour" }, 23],
    ["2026-03-01", "2026-03-15", { unit: "week" }, 2],
    ["2026-03-01", "2026-03-04", { unit: "week", round: "round" }, 0],
    ["2026-03-01", "2026-03-04", { unit: "week", round: "ceil" }, 1],
    ["2026-03-04", "2026-03-01", { unit: "week", round: "floor" }, -1],
    ["2026-03-04", "2026-03-01", { unit: "week", round: "ceil" }, 0],
    ["2026-03-04", "2026-03-01", { unit: "week", round: "floor", absolute: true }, 0],
    ["2026-01-31", "2026-02-28", { unit: "month" }, 1],
    ["2026-01-01", "2026-02-15", { unit: "month" }, 1.5],
    ["2026-02-15", "2026-01-01", { unit: "month" }, -1.5],
    ["2026-01-01", "2026-08-16T12:00:00", { unit: "quarter", round: "floor" }, 2],
    ["2024-02-29", "2026-02-28", { unit: "year" }, 2],
    ["2026-03-01T00:00:00Z", "2026-03-01T00:00:01.500Z", { unit: "second" }, 1.5],
  ])("from %s to %s, %j, is %d", (input, to, more, expected) => {
    expect(result([{ do: "difference", to, ...more }], { input })).toBe(expected);
  });

  it("is in days and until now where nothing else is said", () => {
    expect(result([{ do: "difference" }], { input: "2026-02-27T12:00:00Z" })).toBe(2);
  });
});

describe("the parts of a date", () => {
  it.each<readonly [string, JsonObject]>([
    [
      "2026-03-29T14:05:06.007",
      { year: 2026, quarter: 1, month: 3, day: 29, hour: 14, minute: 5, second: 6, millisecond: 7 },
    ],
    ["2026-03-29", { week: 13, week_year: 2026, day_of_week: 7, day_of_year: 88, hour: 0 }],
    ["2027-01-01", { week: 53, week_year: 2026, day_of_week: 5, day_of_year: 1, quarter: 1 }],
    ["2024-12-30", { week: 1, week_year: 2025, day_of_week: 1, day_of_year: 365, quarter: 4 }],
    ["1969-12-28", { week: 52, week_year: 1969, day_of_week: 7 }],
    ["2026-06-30T23:30:00Z", { month: 7, day: 1, quarter: 3 }],
  ])("%s has %j", (input, parts) => {
    const found = Object.keys(parts).map((part) => [
      part,
      result([{ do: "part", part }], { input }),
    ]);
    expect(Object.fromEntries(found)).toEqual(parts);
  });

  it("are the day where nothing else is said", () => {
    expect(result([{ do: "part" }])).toBe(1);
  });
});

describe("the start and the end of a unit", () => {
  it.each<readonly [string, string, string, string]>([
    ["2026-05-13", "year", "2026-01-01", "2026-12-31"],
    ["2026-05-13", "quarter", "2026-04-01", "2026-06-30"],
    ["2024-02-13", "month", "2024-02-01", "2024-02-29"],
    ["2026-03-29", "week", "2026-03-23", "2026-03-29"],
    ["2026-03-30", "week", "2026-03-30", "2026-04-05"],
    ["2026-03-29", "day", "2026-03-29", "2026-03-29"],
    ["2026-03-29T12:00:00", "day", "2026-03-28T23:00:00.000Z", "2026-03-29T21:59:59.999Z"],
    ["2026-03-29T12:00:00", "month", "2026-02-28T23:00:00.000Z", "2026-03-31T21:59:59.999Z"],
    ["2026-10-25T01:15:00Z", "hour", "2026-10-25T01:00:00.000Z", "2026-10-25T01:59:59.999Z"],
    ["2026-10-25T00:15:00Z", "hour", "2026-10-25T00:00:00.000Z", "2026-10-25T00:59:59.999Z"],
    ["2026-03-29T12:34:56.789Z", "minute", "2026-03-29T12:34:00.000Z", "2026-03-29T12:34:59.999Z"],
    ["2026-03-29T12:34:56.789Z", "second", "2026-03-29T12:34:56.000Z", "2026-03-29T12:34:56.999Z"],
    ["1969-12-31T22:59:59.5Z", "hour", "1969-12-31T22:00:00.000Z", "1969-12-31T22:59:59.999Z"],
    ["9999-12-31", "year", "9999-01-01", "9999-12-31"],
  ])("of %s and the %s are %s and %s", (input, unit, first, last) => {
    expect(result([{ do: "start_of", unit }], { input })).toBe(first);
    expect(result([{ do: "end_of", unit }], { input })).toBe(last);
  });

  it("are those of the day where nothing else is said", () => {
    expect(result([{ do: "start_of" }])).toBe("2026-02-28T23:00:00.000Z");
  });

  it("of an hour are right where the zone is no whole hours away", () => {
    const operations = [
      { do: "time_zone", timeZone: "Asia/Kolkata" },
      { do: "start_of", unit: "hour" },
    ];
    expect(result(operations, { input: "2026-03-29T12:15:00Z" })).toBe(
      "2026-03-29T17:00:00.000+05:30",
    );
  });
});

describe("other operations", () => {
  it.each<readonly [Json, Json, Json]>([
    ["2024-07-01", { do: "is_leap_year" }, true],
    ["2026-07-01", { do: "is_leap_year" }, false],
    ["1900-07-01", { do: "is_leap_year" }, false],
    ["2000-07-01", { do: "is_leap_year" }, true],
    ["2026-07-01T08:05:00", { do: "format" }, "2026-07-01"],
    [
      "2026-07-01T08:05:00",
      { do: "format", format: "dddd, d. mmmm yyyy hh:mm" },
      "Wednesday, 1. July 2026 08:05",
    ],
    ["2026-07-01T00:00:00.999Z", { do: "timestamp" }, 1_782_864_000],
    ["2026-07-01T00:00:00.999Z", { do: "timestamp", unit: "millisecond" }, 1_782_864_000_999],
    [1_782_864_000, { do: "from_timestamp" }, "2026-07-01T00:00:00.000Z"],
    [0.5, { do: "from_timestamp" }, "1970-01-01T00:00:00.500Z"],
    [-1, { do: "from_timestamp", unit: "millisecond" }, "1969-12-31T23:59:59.999Z"],
    [90, { do: "convert", from: "minute", to: "hour" }, 1.5],
    [90, { do: "convert", from: "minute", to: "hour", round: "floor" }, 1],
    [2.5, { do: "convert", from: "year", to: "month" }, 30],
    [3, { do: "convert", from: "quarter", to: "month" }, 9],
    [1, { do: "convert", from: "month", to: "day" }, 30.436_875],
    [-0.4, { do: "convert", from: "day", to: "day", round: "ceil" }, 0],
    [
      "2026-07-01T08:05:00Z",
      { do: "time_zone", timeZone: "America/New_York" },
      "2026-07-01T04:05:00.000-04:00",
    ],
    ["2026-07-01", { do: "time_zone", timeZone: "UTC" }, "2026-06-30T22:00:00.000+00:00"],
  ])("%j: %j gives %j", (input, operation, expected) => {
    expect(result([operation], { input })).toBe(expected);
  });
});

describe("a row of operations", () => {
  it("works each on the result of the one before", () => {
    const operations = [
      { do: "add", amount: 1, unit: "month" },
      { do: "end_of", unit: "month" },
      { do: "subtract", amount: 1, unit: "week" },
      { do: "part", part: "day_of_week" },
      { do: "convert", from: "day", to: "hour" },
    ];
    expect(result(operations, { input: "2026-01-31" })).toBe(144);
  });

  it("counts in the zone that it has named", () => {
    const operations = [
      { do: "time_zone", timeZone: "{{ trigger.zone }}" },
      { do: "add", amount: 1, unit: "day" },
      { do: "start_of", unit: "day" },
    ];
    const trigger = { zone: "America/New_York" };
    expect(result(operations, { input: "2026-03-08T03:00:00Z", trigger })).toBe(
      "2026-03-08T00:00:00.000-05:00",
    );
    const parts = [operations[0] ?? null, { do: "part", part: "hour" }];
    expect(result(parts, { input: "2026-03-08T03:00:00Z", trigger })).toBe(22);
  });

  it("shows its variables filled in in the history", () => {
    const steps = stepsOf([{ do: "add", amount: "{{ trigger.n }}", unit: "day" }], {
      input: "{{ trigger.at }}",
    });
    const [stepRun] = start({ steps, trigger: { n: 2, at: "2026-01-01" } }).stepRuns();
    expect(stepRun).toMatchObject({
      input: { input: "2026-01-01", steps: [{ do: "add", amount: 2, unit: "day" }] },
      output: "2026-01-03",
    });
  });
});

describe("a value that cannot be calculated with", () => {
  const input = "{{ trigger.at }}";
  const day = { do: "add", amount: 1, unit: "day" };

  it.each<readonly [Json, Json, string]>([
    ["soon", [day], 'input: "soon" is given; a date such as'],
    ["", [day], "input: an empty text is given; a date"],
    [null, [day], "input: null is given; a date"],
    [{ a: 1 }, [day], "input: object is given; a date"],
    [true, [day], "input: true is given; a date"],
    [5, [day], "steps[0] (add): 5 is given; a date"],
    [
      "2026-01-01",
      [{ do: "convert", from: "day", to: "hour" }],
      "steps[0] (convert): a date is given; a number",
    ],
    [
      "9999-12-31",
      [{ do: "part" }, day].slice(1),
      "steps[0] (add): the date lies outside of the years 1 to 9999",
    ],
    [
      "0001-01-01",
      [day, { do: "subtract", unit: "year" }],
      "steps[1] (subtract): the date lies outside",
    ],
    [
      1e15,
      [{ do: "from_timestamp" }],
      "steps[0] (from_timestamp): 1000000000000000 is given; the date lies outside",
    ],
    [
      "2026-01-01",
      [{ ...day, amount: "{{ trigger.half }}" }],
      "steps[0] (add): amount is 0.5; of the unit day",
    ],
    [
      "2026-01-01",
      [{ ...day, amount: "{{ trigger.text }}" }],
      "{{ trigger.text }} gives text; number is needed",
    ],
    [
      "2026-01-01",
      [{ do: "difference", to: "{{ trigger.text }}" }],
      'steps[0] (difference): to is "x"; a date',
    ],
    [
      "2026-01-01",
      [{ do: "difference", to: "{{ trigger.none }}" }],
      "steps[0] (difference): to is null; a date",
    ],
    [
      "2026-01-01",
      [{ do: "time_zone", timeZone: "{{ trigger.text }}" }],
      'steps[0] (time_zone): timeZone is "x"',
    ],
  ])("%j with %j fails", (at, operations, message) => {
    const trigger = { at, half: 0.5, text: "x" };
    expect(failure(operations, { input, trigger })).toContain(`invalid_value: ${message}`);
  });
});
