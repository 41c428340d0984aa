import { isJsonArray, isJsonObject, type Json, jsonEqual } from "@stepwell/core";

/* Names with values: as rows in the form, as an object (or a list of pairs) in the config. */

export interface NamedRow {
  readonly name: string;
  readonly value: Json | undefined;
}

export function rowsOfConfig(value: Json | undefined): readonly NamedRow[] {
  if (isJsonArray(value))
    return value.map((pair) => {
      const { name, value: inner } = isJsonObject(pair) ? pair : {};
      return { name: typeof name === "string" ? name : "", value: inner };
    });
  if (!isJsonObject(value)) return [];
  return Object.entries(value).map(([name, inner]) => ({ name, value: inner }));
}

/** Rows without a name are not kept; a list stays a list, and so does what has a name twice. */
export function configOfRows(
  rows: readonly NamedRow[],
  before: Json | undefined,
): Json | undefined {
  const named = rows.filter(({ name }) => name !== "");
  if (named.length === 0) return undefined;
  if (isJsonArray(before))
    return named.map(({ name, value }) => (value === undefined ? { name } : { name, value }));
  return Object.fromEntries(named.map(({ name, value }) => [name, value ?? ""]));
}

/** The rows as they are written, unless the config has become another from elsewhere. */
export function currentRows(
  rows: readonly NamedRow[],
  config: Json | undefined,
): readonly NamedRow[] {
  return jsonEqual(configOfRows(rows, config), config) ? rows : rowsOfConfig(config);
}
