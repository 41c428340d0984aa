import {
  isJsonArray,
  type Join,
  type Json,
  limitMessage,
  numberType,
  type Plan,
  type Scope,
  StepError,
  type Type,
  unionOf,
} from "@stepwell/core";
import type { LoopConfig } from "./definition.ts";

const joins: { readonly [OnFailure in LoopConfig["onFailure"]]: Join } = {
  fail: "all",
  break: "until_failure",
  continue: "all_settled",
};

/** The list is read once, when the loop begins; its items stay in place, nulls included. */
export function loopPlan(config: LoopConfig, scope: Scope): Plan {
  const items = config.over.evaluate(scope) ?? null;
  const length = lengthOf(items, scope);
  const { if: test, ifNotMet, concurrency, onFailure } = config;
  return {
    kind: "frames",
    frames: {
      count: length,
      concurrency,
      join: joins[onFailure],
      keepsOutcomes: false,
      frame: (index) => ({
        branch: "body",
        key: String(index),
        scope: { item: itemAt(items, index), index, sequence: index + 1, length },
      }),
      ...(test && { enter: (inner: Scope) => (test.evaluate(inner) ? "enter" : ifNotMet) }),
      output: ({ entered, succeeded, failed, skipped, isStopped }) => ({
        iterations: entered,
        succeeded,
        failed,
        skipped,
        stopped: isStopped,
      }),
    },
  };
}

function itemAt(items: Json, index: number): Json {
  return isJsonArray(items) ? (items[index] ?? null) : index;
}

function lengthOf(items: Json, { limits }: Scope): number {
  const length = isJsonArray(items) ? items.length : Math.floor(numberIn(items));
  if (length < 0) throw notCountable(`${length}`);
  const max = limits.loopIterationsMax;
  if (length <= max) return length;
  const message = `The loop has ${length} items. ${limitMessage("loopIterationsMax", max)}`;
  throw new StepError({ code: "limit_reached", message });
}

function numberIn(value: Json): number {
  if (value === null) return 0;
  if (typeof value === "number") return value;
  if (typeof value === "string") throw notCountable("text");
  throw notCountable(typeof value === "boolean" ? "a boolean" : "an object");
}

function notCountable(given: string): StepError {
  const message = `A loop cannot run over ${given}: a list or a number of at least 0 is needed.`;
  return new StepError({ code: "invalid_value", message });
}

/** The type of `item`, read off the type of what the loop runs over. */
export function itemType(type: Type): Type | undefined {
  if (type.kind === "list") return type.item;
  if (type.kind === "number") return numberType;
  if (type.kind !== "union") return undefined;
  const items = type.of.flatMap((one) => (one.kind === "null" ? [] : [itemType(one)]));
  const known = items.filter((item) => item !== undefined);
  return known.length === items.length ? unionOf(known) : undefined;
}
