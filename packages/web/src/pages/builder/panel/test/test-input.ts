import { type JsonObject, parseReference } from "@stepwell/core";
import { setAt } from "../model/set-at.ts";
import { rowsOf, type Variable } from "../variables/variable-row.ts";

const given = new Set(["trigger", "steps", "vars", "scopes"]);

/** The values that the step reads, as they were last: what a test of the step begins with. */
export function testInput(items: readonly Variable[], config: string): JsonObject {
  const read = items.filter(({ root, path }) => given.has(root) && config.includes(path));
  let input: JsonObject = {};
  for (const { variable } of rowsOf(read)) {
    const parsed = parseReference(variable.path);
    if (!parsed.ok || variable.sample === undefined || (variable.children?.length ?? 0) > 0)
      continue;
    const { root, path } = parsed.reference;
    // What is in a list is told by the list itself.
    if (path.every((part) => typeof part === "string"))
      input = setAt(input, [root, ...path], variable.sample);
  }
  return input;
}
