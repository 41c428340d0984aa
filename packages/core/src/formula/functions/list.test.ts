import { describe, expect, it } from "vitest";
import type { Json } from "../../json.ts";
import { failureOf, run } from "./sample-run.ts";

describe("functions of lists", () => {
  it.each<[string, Json]>([
    ["LIST()", []],
    ["SEQUENCE(2)", [1, 2]],
    ["FIRST({})", null],
    ["LAST({})", null],
    ["INDEX({5, 6}, -1)", 6],
    ["INDEX({5, 6}, 0)", 6],
    ["INDEX({5, 6}, 3)", null],
    ["SLICE({5, 6, 7}, 2)", [6, 7]],
    ['SORT({"b", "a", "c", "a"})', ["a", "a", "b", "c"]],
    [
      'SORT({"2026-01-02T00:00:00Z", "2026-01-02T00:30:00+02:00"})',
      ["2026-01-02T00:30:00+02:00", "2026-01-02T00:00:00Z"],
    ],
    [
      'UNIQUE({PARSEJSON("{""a"":1,""b"":2}"), PARSEJSON("{""b"":2,""a"":1}"), 1, "1", NULL})',
      [{ a: 1, b: 2 }, 1, "1", null],
    ],
    ['PLUCK({OBJECT("a", 1), 5}, "a")', [1, null]],
    ['PLUCK({OBJECT("a", 1)}, "b")', [null]],
    ["JOIN({1, 2})", "1, 2"],
    ["JOIN({})", ""],
    ["COUNTIF({1, 2, 1}, 1)", 2],
    ['COUNTIF({1, 2, "x"}, "<2")', 1],
    ['COUNTIF({1, 2, "x"}, "<=2")', 2],
    ['COUNTIF({1, 2, "x"}, ">1")', 1],
    ['COUNTIF({1, 2, "2"}, "=2")', 1],
    ['COUNTIF({1, 2}, ">2")', 0],
    ['COUNTIF({1, 2}, ">=2")', 1],
    ['COUNTIF({"2026-01-01", "2026-06-01"}, ">2026-03-01")', 1],
  ])("%s is %j", (source, result) => expect(run(source)).toEqual(result));

  it.each([
    ['SORT({1, "a"})', "only numbers, only dates or only texts can be sorted"],
    ['AVERAGEIF({1, 2}, ">5")', "there are no numbers"],
  ])("%s fails: %s", (source, message) =>
    expect(failureOf(source)).toBe(`formula_error: ${message} (at character 1)`),
  );
});
