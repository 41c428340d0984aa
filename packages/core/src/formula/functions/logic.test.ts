import { describe, expect, it } from "vitest";
import type { Json } from "../../json.ts";
import { failureOf, run } from "./sample-run.ts";

describe("functions of logic and JSON", () => {
  it.each<[string, Json]>([
    ["IF(FALSE, 1)", null],
    ["IF(TRUE, 1, 1 / 0)", 1],
    ["IFS(FALSE, 1 / 0)", null],
    ["IFS(TRUE, trigger.nothing)", null],
    ['SWITCH("z", "a", 1, "b", 2)', null],
    ['SWITCH("z", "a", 1, "other")', "other"],
    ['SWITCH("z", "a", 1, trigger.nothing)', null],
    ['SWITCH(trigger.object, OBJECT("a", 1), "same", 1 / 0, 1 / 0)', "same"],
    ["AND(FALSE, 1 / 0 = 1)", false],
    ["OR(TRUE, 1 / 0 = 1)", true],
    ["XOR(TRUE, FALSE, TRUE)", false],
    ["IFERROR(trigger.nothing, 5)", 5],
    ["IFEMPTY(vars.nothing, 5) + IFEMPTY(scopes.nothing.item, 5)", 10],
    ["IFERROR(trigger.nothing * 2, 5)", 5],
    ["IFERROR(2, 1 / 0)", 2],
    ["IFEMPTY(trigger.empty, 1)", 1],
    ["IFEMPTY(0, 1)", 0],
    ["COALESCE(trigger.nothing, NULL)", null],
    ["ISEMPTY(trigger.object)", false],
    ["ISEMPTY(trigger.nothing)", true],
    ["TYPE(NULL)", "null"],
    ["TYPE(TRUE)", "boolean"],
    ["TYPE(trigger.object)", "object"],
    ['GET(trigger.object, "b")', null],
    ['GET(trigger.object, "a", "b")', null],
    ["GET({5, 6}, 9)", null],
    ['GET({5, 6}, "0")', null],
    ['PARSEJSON(" {""a"": [1, {""b"": null}]} ")', { a: [1, { b: null }] }],
    ['OBJECT("a", trigger.nothing)', { a: null }],
  ])("%s is %j", (source, result) => expect(run(source)).toEqual(result));

  it.each([
    ['PARSEJSON("{")', "the text is not valid JSON"],
    ['PARSEJSON("[{""__proto__"": 1}]")', "the JSON text has a key that is not allowed"],
    ['OBJECT("constructor", 1)', "the key constructor is not allowed"],
    ['OBJECT("a", 1, 2, 3)', "the keys must be text"],
  ])("%s fails: %s", (source, message) =>
    expect(failureOf(source)).toBe(`formula_error: ${message} (at character 1)`),
  );

  it("asks for a condition where one is needed", () => {
    expect(failureOf("IF(1, 2)")).toBe(
      "formula_type_error: 1 is number; boolean is needed (at character 4)",
    );
    expect(failureOf("AND(TRUE, trigger.nothing)")).toContain("trigger.nothing has no value");
  });
});
