import { isJsonArray, isJsonObject, type Json, ownValue } from "./json.ts";

/** A key of an object or an index of a list. */
export type PathSegment = string | number;
export type Path = readonly PathSegment[];

/**
 * Reads a path. A key asked of a list maps over its items (`orders.total` gives all totals, lists
 * inside are flattened one level); an index selects. What is not there is `undefined`.
 */
export function readPath(value: Json | undefined, path: Path, from = 0): Json | undefined {
  let current = value;
  for (let index = from; index < path.length; index += 1) {
    const segment = path[index] as PathSegment;
    if (isJsonArray(current) && typeof segment === "string") return mapItems(current, path, index);
    current = readSegment(current, segment);
    if (current === undefined) return undefined;
  }
  return current;
}

function readSegment(value: Json | undefined, segment: PathSegment): Json | undefined {
  if (isJsonArray(value)) return value.at(Number(segment));
  return isJsonObject(value) ? ownValue(value, String(segment)) : undefined;
}

function mapItems(items: readonly Json[], path: Path, from: number): Json {
  const mapped: Json[] = [];
  for (const item of items) {
    const value = readPath(item, path, from);
    if (value === undefined) continue;
    if (isJsonArray(value) && !isJsonArray(item)) mapped.push(...value);
    else mapped.push(value);
  }
  return mapped;
}

const plainKey = /^[A-Za-z_$][\w$-]*$/;

/** The path as a person writes it: `body.items[0]["odd key"]`. */
export function formatPath(path: Path): string {
  return path.map(formatSegment).join("").replace(/^\./, "");
}

function formatSegment(segment: PathSegment): string {
  if (typeof segment === "number") return `[${segment}]`;
  return plainKey.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
}
