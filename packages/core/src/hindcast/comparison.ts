import { canonicalJson, type Json, jsonEqual, type JsonObject } from "../json.ts";
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
  "not_started",
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
  const same = pairUp(before, after, actKey);
  const ofStepRuns = pairUp(same.left, same.right, ({ type, path }) => canonicalJson([type, path]));
  const changed = ofStepRuns.pairs.map(([one, other]) => ({ before: one, after: other }));
  return { removed: ofStepRuns.left, added: ofStepRuns.right, changed };
}

/** What makes two acts the same. */
export function actKey({ type, request }: Pick<ComparedEffect, "type" | "request">): string {
  return canonicalJson([type, request]);
}

interface Pairing<T> {
  /** In the order of the right ones. */
  readonly pairs: readonly (readonly [left: T, right: T])[];
  /** Those without a partner. */
  readonly left: readonly T[];
  readonly right: readonly T[];
}

/** To each on the right the first on the left that has the same key and is still free. */
function pairUp<T extends object>(
  left: readonly T[],
  right: readonly T[],
  keyOf: (item: T) => string,
): Pairing<T> {
  const waiting = new Map<string, T[]>();
  // From the back: the first is the last of its list, and so the next that is taken.
  for (const item of left.toReversed()) {
    const key = keyOf(item);
    const list = waiting.get(key);
    if (list) list.push(item);
    else waiting.set(key, [item]);
  }
  const found = right.map((item) => [waiting.get(keyOf(item))?.pop(), item] as const);
  const pairs = found.flatMap(([one, other]) => (one ? [[one, other] as const] : []));
  const taken = new Set(pairs.map(([one]) => one));
  return {
    pairs,
    left: left.filter((item) => !taken.has(item)),
    right: found.flatMap(([one, other]) => (one ? [] : [other])),
  };
}

export function classify(
  before: ComparedEnd,
  after: ComparedEnd,
  { removed, added, changed }: EffectDifference,
): HindcastClass {
  const endsOtherwise = before.status !== after.status;
  if (endsOtherwise && after.status === "failed") return "would_fail";
  if (endsOtherwise && after.status === "succeeded") return "would_succeed";
  if (removed.length > 0 || added.length > 0) return "other_effects";
  if (changed.length > 0 || !isSameEnd(before, after)) return "other_data";
  return "identical";
}

function isSameEnd(before: ComparedEnd, after: ComparedEnd): boolean {
  return jsonEqual({ ...before }, { ...after });
}
