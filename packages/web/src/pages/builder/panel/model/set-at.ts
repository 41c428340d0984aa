import { isJsonArray, isJsonObject, type Json, type JsonObject } from "@stepwell/core";

export type ConfigPath = readonly (string | number)[];

/** The config with another value at the path; undefined takes the field away. */
export function setAt(config: JsonObject, path: ConfigPath, value: Json | undefined): JsonObject {
  const changed = changedAt(config, path, value);
  return isJsonObject(changed) ? changed : {};
}

function changedAt(
  current: Json | undefined,
  [key, ...rest]: ConfigPath,
  value: Json | undefined,
): Json | undefined {
  if (key === undefined) return value;
  if (typeof key === "number") {
    const list = isJsonArray(current) ? current : [];
    return list.with(Math.min(key, list.length - 1), changedAt(list[key], rest, value) ?? null);
  }
  const { [key]: inner, ...others } = isJsonObject(current) ? current : {};
  const next = changedAt(inner, rest, value);
  if (next === undefined) return others;
  // The order of the fields stays.
  return isJsonObject(current) && key in current
    ? { ...current, [key]: next }
    : { ...others, [key]: next };
}

export function readAt(value: Json | undefined, path: ConfigPath): Json | undefined {
  let current = value;
  for (const key of path) {
    if (isJsonArray(current) && typeof key === "number") current = current[key];
    else if (isJsonObject(current)) current = current[key];
    else return undefined;
  }
  return current;
}
