import {
  type Expression,
  type FramePlan,
  type FrameStart,
  type FrameSummary,
  isJsonArray,
  type Join,
  type Json,
  type JsonObject,
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

export function loopPlan(config: LoopConfig, scope: Scope): Plan {
  const { while: test } = config;
  return {
    kind: "frames",
    frames: test ? whilePlan(config, test, scope) : overPlan(config, scope),
  };
}

/** The list is read once, when the loop begins; its items stay in place, nulls included. */
function overPlan(config: LoopConfig, scope: Scope): FramePlan {
  const items = config.over?.evaluate(scope) ?? null;
  const length = lengthOf(items, scope);
  const { if: test, ifNotMet, concurrency, onFailure } = config;
  return {
    count: length,
    concurrency,
    join: joins[onFailure],
    keepsOutcomes: false,
    frame: (index) => frameAt(index, { item: itemAt(items, index), length }),
    ...(test && { enter: (inner: Scope) => (test.evaluate(inner) ? "enter" : ifNotMet) }),
    output: (summary) => counts(summary, summary.isStopped),
  };
}

/** The condition is asked before each turn; one turn past the limit is there to say so. */
function whilePlan(config: LoopConfig, test: Expression<boolean>, { limits }: Scope): FramePlan {
  const limit = limits.loopIterationsMax;
  const { if: itemTest, maxIterations = Infinity, onFailure } = config;
  return {
    count: Math.min(maxIterations, limit + 1),
    concurrency: 1,
    join: joins[onFailure],
    keepsOutcomes: false,
    frame: (index) => frameAt(index, { item: index }),
    enter(inner, index) {
      if (test.evaluate(inner) !== true) return "stop";
      if (index >= limit) throw limitReached("The condition of the loop is still met.", limit);
      return itemTest && itemTest.evaluate(inner) !== true ? "skip" : "enter";
    },
    output(summary) {
      const { entered, skipped, failed } = summary;
      const isBroken = onFailure === "break" && failed > 0;
      return counts(summary, isBroken || entered + skipped >= maxIterations);
    },
  };
}

function frameAt(index: number, scope: JsonObject): FrameStart {
  return {
    branch: "body",
    key: String(index),
    scope: { ...scope, index, sequence: index + 1 },
  };
}

function counts({ entered, succeeded, failed, skipped }: FrameSummary, stopped: boolean): Json {
  return { iterations: entered, succeeded, failed, skipped, stopped };
}

function itemAt(items: Json, index: number): Json {
  return isJsonArray(items) ? (items[index] ?? null) : index;
}

function lengthOf(items: Json, { limits }: Scope): number {
  const length = isJsonArray(items) ? items.length : Math.floor(numberIn(items));
  if (length < 0) throw notCountable(`${length}`);
  const max = limits.loopIterationsMax;
  if (length <= max) return length;
  throw limitReached(`The loop has ${length} items.`, max);
}

function limitReached(what: string, limit: number): StepError {
  const message = `${what} ${limitMessage("loopIterationsMax", limit)}`;
  return new StepError({ code: "limit_reached", message });
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
