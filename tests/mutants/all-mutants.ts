import { houseMutants } from "./house-mutants.ts";
import { interpreterMutants } from "./interpreter-mutants.ts";
import type { Mutant } from "./mutant.ts";
import { valueMutants } from "./value-mutants.ts";

export const allMutants: readonly Mutant[] = [
  ...interpreterMutants,
  ...valueMutants,
  ...houseMutants,
];
