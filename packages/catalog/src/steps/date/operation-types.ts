import type { DateOperation } from "./operation.ts";

/** What an operation takes and gives. After a boolean or a text nothing can follow. */
export type ValueKind = "date" | "number" | "boolean" | "text";

type OperationName = DateOperation["do"];

const kinds: { readonly [Name in OperationName]: readonly [takes: ValueKind, gives: ValueKind] } = {
  add: ["date", "date"],
  subtract: ["date", "date"],
  difference: ["date", "number"],
  part: ["date", "number"],
  start_of: ["date", "date"],
  end_of: ["date", "date"],
  is_leap_year: ["date", "boolean"],
  format: ["date", "text"],
  timestamp: ["date", "number"],
  from_timestamp: ["number", "date"],
  convert: ["number", "number"],
  time_zone: ["date", "date"],
};

/** What comes out after each operation is what the next one must take. */
export function kindAfter(name: OperationName): ValueKind {
  return kinds[name][1];
}

export function kindBefore(name: OperationName): ValueKind {
  return kinds[name][0];
}

/** The first operation that cannot take what comes to it. */
export function firstMisfit(
  input: ValueKind | undefined,
  names: readonly OperationName[],
): { readonly index: number; readonly given: ValueKind; readonly wanted: ValueKind } | undefined {
  let given = input;
  for (const [index, name] of names.entries()) {
    const [wanted, gives] = kinds[name];
    if (given !== undefined && given !== wanted) return { index, given, wanted };
    given = gives;
  }
  return undefined;
}
