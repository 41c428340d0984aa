import { describeSignature, type FormulaFunction } from "../function-type.ts";
import { functionFamilies, formulaFunctions } from "./all.ts";

/** The reference page of the formula language, made of the functions themselves (Markdown). */
export function formulaPage(): string {
  const families = functionFamilies.map(({ title, functions }) =>
    [`## ${title}`, "", ...functions.map(functionText)].join("\n"),
  );
  const head = [
    "# Functions of formulas",
    "",
    `${formulaFunctions.length} functions; names are written in any case. Each example is run by a test.`,
    "",
  ];
  return `${[...head, families.join("\n\n")].join("\n")}\n`;
}

function functionText(declared: FormulaFunction): string {
  const { summary, example } = declared;
  const result = JSON.stringify(example.result);
  return `- \`${describeSignature(declared)}\`: ${summary}\n  \`${example.formula}\` gives \`${result}\``;
}
