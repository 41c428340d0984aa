import { expect, it } from "vitest";
import { formulaFunctions } from "./all.ts";
import { formulaPage } from "./reference-page.ts";

it("the page of the formula language names every function with its example", () => {
  const page = formulaPage();
  for (const { name, example } of formulaFunctions) {
    expect(page).toContain(`- \`${name}(`);
    expect(page).toContain(`\`${example.formula}\` gives`);
  }
});
