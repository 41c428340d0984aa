import type { Json } from "../../json.ts";
import { compileFormula, type FormulaCompile } from "../compile.ts";
import { failureOf as failureOfWork, sampleScope } from "../sample-scope.ts";

const scope = sampleScope({
  trigger: { name: "Ada", list: [1, null, 2], empty: [], object: { a: 1 }, emoji: "a👋b" },
});

/** Evaluates a formula with a few variables; for tests. */
export function run(source: string): Json | undefined {
  return (compileFormula(source) as Extract<FormulaCompile, { ok: true }>).expression.evaluate(
    scope,
  );
}

export function failureOf(source: string): string {
  return failureOfWork(() => run(source));
}
