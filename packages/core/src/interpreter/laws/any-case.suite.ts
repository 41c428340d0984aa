import * as fc from "fast-check";
import type { Case, ErrorPolicy, Policies, Step } from "./shape.suite.ts";
import { type Raw, spanMs, stepsOf } from "./steps-of.suite.ts";

/*
 * Any case: trees of raw numbers, which shrink well, made into steps. A calm case has nothing in it
 * whose result hangs on the order in which independent things happen.
 */

const common = {
  numbers: fc.array(fc.nat({ max: 999 }), { minLength: 6, maxLength: 6 }),
  onError: fc.constantFrom<ErrorPolicy>("fail", "fail", "continue", "branch"),
  isRetried: fc.boolean(),
  isTimed: fc.nat({ max: 5 }).map((number) => number === 1),
};

const leafType = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("calc", "assign", "output", "pause", "listen", "call") },
  { weight: 4, arbitrary: fc.constant("act") },
  { weight: 1, arbitrary: fc.constantFrom("calc", "calc", "finish") },
) as fc.Arbitrary<Raw["type"]>;

function rawStep(depth: number): fc.Arbitrary<Raw> {
  const leaf = fc.record({
    ...common,
    type: leafType,
    lists: fc.constant([]),
    handler: depth > 0 ? fc.array(rawStep(0), { maxLength: 2 }) : fc.constant([]),
  });
  if (depth === 0) return leaf;
  const inner = rawStep(depth - 1);
  const tree = fc.record({
    ...common,
    type: fc.constantFrom<Raw["type"]>("gate", "pick", "each", "fork", "call"),
    lists: fc.array(fc.array(inner, { maxLength: 3, size: "max" }), {
      minLength: 1,
      maxLength: 3,
      size: "max",
    }),
    handler: fc.array(rawStep(0), { maxLength: 2 }),
  });
  return fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: tree });
}

const rawSteps = fc.array(rawStep(3), { minLength: 1, maxLength: 7, size: "max" });

export const anyCase: fc.Arbitrary<Case> = fc
  .record({
    raw: rawSteps,
    seed: fc.nat(),
    hasTimeout: fc.nat({ max: 7 }).map((number) => number === 1),
    isCanceled: fc.nat({ max: 7 }).map((number) => number === 1),
  })
  .map(({ raw, seed, hasTimeout, isCanceled }) => ({
    steps: stepsOf(raw, false),
    timeoutMs: hasTimeout ? spanMs(`${seed}/timeout`) : undefined,
    cancelAt: isCanceled ? spanMs(`${seed}/cancel`) : undefined,
    seed,
  }));

export const calmCase: fc.Arbitrary<Case> = fc
  .record({ raw: rawSteps, seed: fc.nat() })
  .map(({ raw, seed }) => ({
    steps: stepsOf(raw, true),
    timeoutMs: undefined,
    cancelAt: undefined,
    seed,
  }));

/** Loops in loops: more steps than a slice holds, or bodies without any. */
export const wideCase: fc.Arbitrary<Case> = fc
  .record({
    outer: fc.nat({ max: 60 }),
    inner: fc.nat({ max: 60 }),
    concurrency: fc.integer({ min: 1, max: 5 }),
    body: fc.nat({ max: 2 }),
    seed: fc.nat(),
  })
  .map(({ outer, inner, concurrency, body, seed }) => {
    const each = (id: string, count: number, steps: readonly Step[]): Step => ({
      ...policies(id),
      type: "each",
      onFailure: "fail",
      only: undefined,
      ifNotMet: "skip",
      body: steps,
      concurrency,
      over: Array.from({ length: count }, (_, index) => index),
    });
    const calc = (id: string): Step => ({ ...policies(id), type: "calc", of: [], fails: false });
    const calcs = ["one", "two"].slice(0, body).map(calc);
    const act: Step = { ...policies("act"), onError: "continue", type: "act", of: [], once: false };
    return {
      steps: [each("outer", outer, [each("inner", inner, calcs)]), each("few", inner % 8, [act])],
      timeoutMs: undefined,
      cancelAt: undefined,
      seed,
    };
  });

function policies(id: string): Policies {
  return { id, onError: "fail", handler: [], attempts: 1, timeoutMs: undefined };
}
