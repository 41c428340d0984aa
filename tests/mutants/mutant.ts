import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";

/** A bug planted in core: one change of one file, and the test that must see it. */
export interface Mutant {
  readonly what: string;
  /** In `packages/core/src`, as is the test. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly caughtBy: string;
}

export const core = join(dirname(dirname(import.meta.dirname)), "packages", "core");

/**
 * The file with the bug in it.
 * @throws where the bug no longer fits the file, or is no code: then no test has found anything.
 */
export function mutated({ file, find, replace }: Mutant): string {
  const text = readFileSync(join(core, "src", file), "utf8");
  const count = text.split(find).length - 1;
  if (count !== 1) throw new Error(`${file}: “${find}” is there ${count} times, not once`);
  const changed = text.replace(find, () => replace);
  stripTypeScriptTypes(changed);
  return changed;
}
