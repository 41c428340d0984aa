import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";

/** A planted bug: one change of one file, and the test that must see it. */
export interface Mutant {
  readonly what: string;
  /** From the root of the repository, as is the test; in core from `packages/core/src`. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly caughtBy: string;
  /** A part of the name of the one test that must see it. */
  readonly only?: string;
}

export const root = dirname(dirname(import.meta.dirname));

/** Path from the root of what a mutant names. */
export function placeOf(name: string): string {
  return /^(packages|tests)\//.test(name) ? name : `packages/core/src/${name}`;
}

/**
 * The file with the bug in it.
 * @throws where the bug no longer fits the file, or is no code: then no test has found anything.
 */
export function mutated({ file, find, replace }: Mutant): string {
  const text = readFileSync(join(root, placeOf(file)), "utf8");
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`${file}: “${find}” is there ${count} times, not once`);
  const changed = text.replace(find, () => replace);
  stripTypeScriptTypes(changed);
  return changed;
}
