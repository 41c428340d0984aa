import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { interpreterMutants } from "./interpreter-mutants.ts";
import { houseMutants } from "./house-mutants.ts";
import { mutated, placeOf, root } from "./mutant.ts";
import { valueMutants } from "./value-mutants.ts";

const mutants = [...interpreterMutants, ...valueMutants, ...houseMutants];

/* Whether the planted bugs are found says `node tests/mutants/run.ts`. */
describe("the planted bugs", () => {
  it.each(mutants)("fit the sources: $file, $what", (mutant) => {
    expect(mutated(mutant)).toContain(mutant.replace);
    expect(existsSync(join(root, placeOf(mutant.caughtBy)))).toBe(true);
  });

  it("have names of their own", () => {
    expect(new Set(mutants.map(({ what }) => what)).size).toBe(mutants.length);
  });
});
