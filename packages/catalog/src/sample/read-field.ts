import { isJsonArray, type Json, type Path, readPath } from "@stepwell/core";
import type { ListReading } from "./sample-paths.ts";

/**
 * Reads a path; undefined where nothing is there. With `collapse` a name asked of a list is asked of
 * each item. An item that is null or does not have it gives null, so that the fields of a list stay
 * side by side; lists inside are flattened.
 */
export function readField(value: Json, path: Path, lists: ListReading): Json | undefined {
  const nameAt = path.findIndex((segment) => typeof segment === "string");
  const at = nameAt === -1 ? path.length : nameAt;
  const inner = readPath(value, path.slice(0, at));
  const rest = path.slice(at);
  if (rest.length === 0 || inner === undefined) return inner;
  if (!isJsonArray(inner)) {
    const next = readPath(inner, rest.slice(0, 1));
    return next === undefined ? undefined : readField(next, rest.slice(1), lists);
  }
  return lists === "index" ? undefined : inner.flatMap((item) => itemField(item, rest));
}

function itemField(item: Json, path: Path): readonly Json[] {
  const value = readField(item, path, "collapse") ?? null;
  return isJsonArray(value) ? value : [value];
}
