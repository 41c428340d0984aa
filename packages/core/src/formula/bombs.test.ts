import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import { StepError } from "../step-error.ts";
import { compileFormula } from "./compile.ts";
import { parsePattern } from "./pattern.ts";
import { sampleScope } from "./sample-scope.ts";

/*
 * Formulas made to cost much (security requirement S20): each ends soon, with a result or a refusal.
 * The machine is shared, so a slow one is tried again.
 */

const text = "ab".repeat(400_000);
const numbers = Array.from({ length: 100_000 }, (_, index) => index % 1000);
const objects = Array.from({ length: 20_000 }, (_, index) => ({ id: index, tags: ["a", "b"] }));
const deep = JSON.parse(`${"[".repeat(500)}1${"]".repeat(500)}`) as Json;
const wide = Object.fromEntries(numbers.slice(0, 9000).map((_, index) => [`k${index}`, 1]));
const scope = sampleScope({
  trigger: { text, numbers, objects, deep, wide, few: objects.slice(0, 2000) },
});

const many = (part: string, times: number, between = " & ") =>
  Array(times).fill(part).join(between);

const bombs: readonly (readonly [string, string])[] = [
  ["doubling text", `${"CONCAT(".repeat(25)}"${"x".repeat(1000)}"${', "y")'.repeat(25)}`],
  ["repeated text", 'REPT("x", 1e9)'],
  ["repeats of repeats", 'REPT(REPT(REPT("x", 1000), 1000), 1000)'],
  ["growing replacement", 'SUBSTITUTE(trigger.text, "a", trigger.text)'],
  ["growing pattern replacement", 'REGEXREPLACE(trigger.text, "a", trigger.text)'],
  ["many long texts", many("LEN(UPPER(trigger.text))", 150, " + ")],
  ["many joined texts", many("trigger.text", 400)],
  ["long number", 'VALUE(REPT("1", 500000) & "x")'],
  ["merged objects", `MERGE(${many("trigger.wide", 400, ", ")})`],
  ["slow search", 'FIND(REPT("a", 50000) & "b" & REPT("a", 50000), REPT("a", 1000000))'],
  ["many splits", many('COUNT(SPLIT(trigger.text, ""))', 100, " + ")],
  ["long sequence", "SEQUENCE(1e9)"],
  ["long list", "SUM(trigger.numbers)"],
  ["many list functions", many("SUM(SORT(UNIQUE(SEQUENCE(5000))))", 100, " + ")],
  ["sorting objects", many('SORTBY(trigger.few, "id")', 100, ", ").replace(/^/, "COUNT(") + ")"],
  ["shared parts", `{${many("trigger.objects", 400, ", ")}}`],
  ["shared parts as text", `TOJSON({${many("trigger.objects", 400, ", ")}})`],
  ["comparing large values", many("(trigger.few = trigger.few)", 300, " & ")],
  ["unique objects", many("COUNT(UNIQUE(trigger.few))", 100, " + ")],
  ["deep value", "TOJSON(trigger.deep)"],
  ["deep JSON text", 'PARSEJSON(REPT("[", 100000) & REPT("]", 100000))'],
  ["wide JSON text", 'PARSEJSON("[0" & REPT(",0", 200000) & "]")'],
  ["backtracking pattern", 'REGEXMATCH(REPT("a", 100000) & "b", "^(a+)+$")'],
  ["large pattern", 'REGEXMATCH(trigger.text, "((a{1,30}){1,30})$")'],
  ["nested repeats", 'REGEXMATCH("a", "((a{1,1000}){1,1000}){1,1000}")'],
  ["pattern that looks ahead", 'REGEXREPLACE(REPT("x", 10000), "x*y|x", "-")'],
  ["pattern with captures", 'REGEXEXTRACT(trigger.text, "(.*)(.*)(.*)(.*)[0-9]")'],
  ["large exponents", many("9", 60, " ^ ")],
  ["date arithmetic", many('DATEDIF("0001-01-01", "9999-12-31", "day")', 180, " + ")],
];

function evaluate(source: string): string {
  const compiled = compileFormula(source);
  if (!compiled.ok) return "refused";
  try {
    compiled.expression.evaluate(scope);
    return "done";
  } catch (error) {
    if (error instanceof StepError) return error.failure.code;
    throw error;
  }
}

/** Vitest fails also synchronous tests that took longer. */
const soon = { timeout: 1000, retry: 2 };

describe("a formula that costs much", () => {
  it.each(bombs)("ends soon: %s", soon, (_, source) => {
    expect(evaluate(source)).toMatch(/^(?:done|refused|formula_limit|formula_error)$/);
  });

  it.each([
    ["repeated text", "formula_limit"],
    ["growing replacement", "formula_limit"],
    ["growing pattern replacement", "formula_limit"],
    ["long sequence", "formula_limit"],
    ["long list", "formula_limit"],
    ["shared parts", "formula_limit"],
    ["deep value", "formula_limit"],
    ["deep JSON text", "formula_limit"],
    ["wide JSON text", "formula_limit"],
    ["pattern that looks ahead", "formula_limit"],
    ["large exponents", "formula_error"],
    ["nested repeats", "refused"],
    ["backtracking pattern", "done"],
  ])("is stopped for its cost: %s", (name, outcome) => {
    const bomb = bombs.find(([known]) => known === name);
    expect(evaluate(bomb?.[1] ?? "")).toBe(outcome);
  });

  it("cannot go on after the limit", () => {
    expect(evaluate("IFERROR(SEQUENCE(1e9), 0)")).toBe("formula_limit");
  });

  it("returns no value that is larger than the limits", () => {
    const long = `{${many("trigger.text", 2, ", ")}}`;
    expect(evaluate(long)).toBe("formula_limit");
  });

  it("is refused where its source is too large", () => {
    expect(compileFormula(`"${"x".repeat(8190)}"`).ok).toBe(true);
    expect(compileFormula(`"${"x".repeat(8191)}"`)).toEqual({
      ok: false,
      message: "a formula has at most 8192 characters",
      position: 8192,
    });
    expect(compileFormula(many("1", 500, "+")).ok).toBe(true);
    expect(compileFormula(many("1", 501, "+"))).toMatchObject({
      message: "a formula has at most 1000 parts",
    });
  });

  it.each(["(", "{", "-", "ABS("])("is refused where it is nested too deep: %s", (open) => {
    const close = { "(": ")", "{": "}", "-": "", "ABS(": ")" }[open] ?? "";
    expect(compileFormula(open.repeat(32) + "1" + close.repeat(32)).ok).toBe(true);
    expect(compileFormula(open.repeat(33) + "1" + close.repeat(33))).toMatchObject({
      message: "a formula is nested at most 32 deep",
    });
  });

  it("uses many different patterns without keeping all of them", () => {
    for (let index = 0; index < 600; index += 1) expect(parsePattern(`a${index}`).ok).toBe(true);
    expect(parsePattern("a599")).toBe(parsePattern("a599"));
  });
});
