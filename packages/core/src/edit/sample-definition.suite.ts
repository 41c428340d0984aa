import * as fc from "fast-check";
import { required } from "../assert.ts";
import { type Definition, parseDefinition } from "../definition.ts";
import type { Json, JsonObject } from "../json.ts";

/** A definition for tests; what is given replaces fields of an empty one. */
export function definitionWith(parts: JsonObject): Definition {
  const empty = { format: "stepwell/v1", name: "Sample", trigger: { type: "begin" }, steps: [] };
  const parsed = parseDefinition({ ...empty, ...parts });
  return required(parsed.ok ? parsed.definition : undefined, JSON.stringify(parsed));
}

interface Tree {
  readonly type: string;
  readonly lists: readonly (readonly Tree[])[];
}

function treeOf(depth: number): fc.Arbitrary<Tree> {
  const none: fc.Arbitrary<readonly Tree[]> = fc.constant([]);
  const list = depth === 0 ? none : fc.array(treeOf(depth - 1), { maxLength: 2 });
  return fc.record({
    type: fc.constantFrom("calc", "act", "fork"),
    lists: fc.array<readonly Tree[]>(list, { maxLength: 2 }),
  });
}

/** Any definition with a few steps s1, s2, … and branches b0, b1, … that refer to each other. */
export const anyDefinition = fc.array(treeOf(2), { maxLength: 4 }).map((trees) => {
  let count = 0;
  const steps = (list: readonly Tree[]): Json[] => list.map(step);
  const step = ({ type, lists }: Tree): Json => {
    count += 1;
    const config = { of: [`{{ steps.s${1 + (count % 3)} ?? 0 }}`] };
    const id = `s${count}`;
    const branches = lists.map((list, index) => ({ id: `b${index}`, steps: steps(list) }));
    return { id, type, config, ...(branches.length > 0 && { branches }) };
  };
  return definitionWith({ steps: steps(trees) });
});
