import type { EditOperation } from "@stepwell/core";

type Field = "retry" | "timeout" | "disabled" | "note";

/** A value for a field of the step, or none any more. */
export function setOrClear(
  stepId: string,
  fields: { readonly [Name in Field]?: unknown },
): readonly EditOperation[] {
  const entries = Object.entries(fields) as [Field, unknown][];
  const clear = entries.filter(([, value]) => value === undefined).map(([name]) => name);
  const set = Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  return [{ op: "updateStep", stepId, set, clear }];
}
