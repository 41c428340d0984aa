import { isJsonObject, type Json } from "@stepwell/core";

export interface FieldChange {
  /** `body.amount` */
  readonly path: string;
  readonly before: Json | undefined;
  readonly after: Json | undefined;
}

const shownMax = 20;

/** The fields in which two values differ, as deep as both are objects. */
export function fieldChanges(
  before: Json | undefined,
  after: Json | undefined,
): readonly FieldChange[] {
  return [...walk(before, after, "")].slice(0, shownMax);
}

function* walk(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): Generator<FieldChange> {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (!isJsonObject(before) || !isJsonObject(after)) {
    yield { path, before, after };
    return;
  }
  for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
    yield* walk(before[key], after[key], path === "" ? key : `${path}.${key}`);
}
