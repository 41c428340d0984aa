import { describe, expect, it } from "vitest";
import { typeOfJson } from "../../template.ts";
import { fits } from "../../type.ts";
import { describeSignature } from "../function-type.ts";
import { formulaFunctions, functionFamilies } from "./all.ts";
import { run } from "./sample-run.ts";

describe("the table of functions", () => {
  it.each(formulaFunctions.map((one) => [one.example.formula, one] as const))(
    "has a true example: %s",
    (formula, { example, result }) => {
      expect(run(formula)).toEqual(example.result);
      expect(fits(typeOfJson(example.result), result)).toBe(true);
    },
  );

  it("has each name once, in upper case", () => {
    const names = formulaFunctions.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[A-Z][A-Z0-9]*$/);
    expect(functionFamilies.map(({ title }) => title)).toContain("Dates");
  });

  it("has an example that calls the function, and a summary of one sentence", () => {
    for (const { name, example, summary } of formulaFunctions) {
      expect(example.formula).toContain(`${name}(`);
      expect(summary).toMatch(/^[-A-Za-z0-9].*\.$/);
    }
  });

  it("gives signatures in words", () => {
    const signatures = formulaFunctions.map(describeSignature);
    expect(signatures).toContain("ROUND(value: number, digits?: number): number");
    expect(signatures).toContain("AND(conditions…: boolean): boolean");
    expect(signatures).toContain("LIST(values…?: anything): list");
  });
});
