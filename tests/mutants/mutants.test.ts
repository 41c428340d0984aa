import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { allMutants } from "./all-mutants.ts";
import { mutated, placeOf, root } from "./mutant.ts";

/* Code moves on: a planted bug that no longer fits it is found here, before somebody looks for it. */

it.each(allMutants)("the bug fits the code: $what", (mutant) => {
  expect(mutated(mutant)).not.toBe("");
  expect(existsSync(join(root, placeOf(mutant.caughtBy)))).toBe(true);
});
