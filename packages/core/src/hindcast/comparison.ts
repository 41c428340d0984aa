import { type Json, jsonEqual, type JsonObject } from "../json.ts";
import type { Run, RunReason, RunStatus } from "../run.ts";

/* What would differ: a past run beside the imagined one of the same event. */

export const hindcastClasses = [
  "identical",
  "other_data",
  "other_effects",
  "would_fail",
  "would_succeed",
  "would_start",
  "would_not_start",
  "would_wait",
] as const;
export type HindcastClass = (typeof hindcastClasses)[number];

/** One act on the outside, however it was answered. */
export interface ComparedEffect {
  readonly stepId: string;
  readonly type: string;
  readonly path: string;
  readonly request: JsonObject;
}

export interface EffectDifference {
  readonly removed: readonly ComparedEffect[];
  readonly added: readonly ComparedEffect[];
  /** Of the same step run, with other data. */
  readonly changed: readonly { readonly before: ComparedEffect; readonly after: ComparedEffect }[];
}

/** How a run ended, as far as its caller and its owner see it. */
export interface ComparedEnd {
  readonly status: RunStatus;
  readonly reason: RunReason | null;
  readonly message: string | null;
  readonly output: Json;
  readonly response: Json;
}

export function comparedEnd({
  status,
  reason,
  failure,
  message,
  output,
  response,
}: Run): ComparedEnd {
  return {
    status,
    reason: reason ?? null,
    message: failure?.message ?? message ?? null,
    output: output ?? null,
    response: response ? { ...response } : null,
  };
}

/** Effects are the same if type and request are; which step asks for them makes no difference. */
export function compareEffects(
  before: readonly ComparedEffect[],
  after: readonly ComparedEffect[],
): EffectDifference {
  const removed = [...before];
  const added = after.filter((one) => !takeFirst(removed, (other) => isSame(one, other)));
  const changed = added.flatMap((one) => {
    const other = takeFirst(removed, ({ path, type }) => path === one.path && type === one.type);
    return other ? [{ before: other, after: one }] : [];
  });
  const paired = new Set(changed.map((pair) => pair.after));
  return { removed, added: added.filter((one) => !paired.has(one)), changed };
}

function isSame(left: ComparedEffect, right: ComparedEffect): boolean {
  return left.type === right.type && jsonEqual(left.request, right.request);
}

function takeFirst<T>(list: T[], accepts: (item: T) => boolean): T | undefined {
  const index = list.findIndex(accepts);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}

export function classify(
  before: ComparedEnd,
  after: ComparedEnd,
  { removed, added, changed }: EffectDifference,
): HindcastClass {
  if (before.status === "succeeded" && after.status === "failed") return "would_fail";
  if (before.status === "failed" && after.status === "succeeded") return "would_succeed";
  if (removed.length > 0 || added.length > 0) return "other_effects";
  if (changed.length > 0 || !isSameEnd(before, after)) return "other_data";
  return "identical";
}

function isSameEnd(before: ComparedEnd, after: ComparedEnd): boolean {
  return jsonEqual({ ...before }, { ...after });
}
