import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { jsonEqual, type Json } from "../json.ts";
import { StepError } from "../step-error.ts";
import { compileFormula } from "./compile.ts";
import { formulaFunctions } from "./functions/all.ts";
import { sampleScope } from "./sample-scope.ts";

const scope = sampleScope({ trigger: { a: 1, body: { name: "Ada", items: [1, null, "x"] } } });

describe("compiling any text", () => {
  const tokens = fc.constantFrom(
    "1",
    '"a"',
    "TRUE",
    "trigger.a",
    "{{ steps.b }}",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ";",
    "+",
    "-",
    "*",
    "/",
    "^",
    "&",
    "%",
    "=",
    "<>",
    "<",
    " ",
    '"',
    "\\",
    ".",
    "?",
    "__proto__",
    ...formulaFunctions.map(({ name }) => `${name}(`),
  );
  const soup = fc.array(tokens, { maxLength: 30 }).map((parts) => parts.join(""));

  it("never throws, and what compiles gives JSON or a StepError", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), soup), (source) => {
        expect(outcomeOf(source)).toMatch(/^(?:refused|JSON|StepError)$/);
      }),
      { numRuns: 3000 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("never fails in an unforeseen way for calls with any arguments", () => {
    const value = fc.constantFrom(
      "0",
      "-1",
      "1.5",
      "1e300",
      "9e15",
      '""',
      '"a👋b"',
      '"2026-01-31"',
      '"days"',
      '"(a"',
      "TRUE",
      "NULL",
      "{}",
      '{1, "a", {NULL}}',
      "trigger.body",
      "trigger.none",
      "SEQUENCE(3)",
    );
    const name = fc.constantFrom(...formulaFunctions.map((one) => one.name));
    fc.assert(
      fc.property(name, fc.array(value, { maxLength: 5 }), (called, given) => {
        const outcome = outcomeOf(`${called}(${given.join(", ")})`);
        expect(outcome).toMatch(/^(?:refused|JSON|StepError)$/);
      }),
      { numRuns: 5000 },
    );
  });
});

function outcomeOf(source: string): string {
  const compiled = compileFormula(source);
  if (!compiled.ok) {
    const isInside = compiled.position >= 0 && compiled.position <= source.length;
    return isInside ? "refused" : `refused at ${compiled.position}`;
  }
  try {
    const result = compiled.expression.evaluate(scope) ?? null;
    return isJson(result) ? "JSON" : `not JSON: ${source}`;
  } catch (error) {
    return error instanceof StepError ? "StepError" : String(error);
  }
}

function isJson(value: Json): boolean {
  return jsonEqual(JSON.parse(JSON.stringify(value)) as Json, value);
}
