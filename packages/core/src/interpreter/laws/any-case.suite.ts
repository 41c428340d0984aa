import * as fc from "fast-check";
import { hash } from "./chance.suite.ts";
import type { Case, ErrorPolicy, Step, Value, Work } from "./shape.suite.ts";

/*
 * Any case: first trees of raw numbers, which shrink well, then names, references and times. A calm
 * case has nothing in it whose result hangs on the order in which independent things happen.
 */

interface Raw {
  readonly type: Work["type"];
  readonly numbers: readonly number[];
  readonly lists: readonly (readonly Raw[])[];
  readonly handler: readonly Raw[];
  readonly onError: ErrorPolicy;
  readonly isRetried: boolean;
  readonly isTimed: boolean;
}

const common = {
  numbers: fc.array(fc.nat({ max: 999 }), { minLength: 6, maxLength: 6 }),
  onError: fc.constantFrom<ErrorPolicy>("fail", "fail", "continue", "branch"),
  isRetried: fc.boolean(),
  isTimed: fc.nat({ max: 5 }).map((number) => number === 1),
};

const leafType = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("calc", "assign", "output", "pause", "listen") },
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
    type: fc.constantFrom<Raw["type"]>("gate", "pick", "each", "fork"),
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
    steps: name(raw, false),
    timeoutMs: hasTimeout ? spanMs(`${seed}/timeout`, 1.4e10) : undefined,
    cancelAt: isCanceled ? spanMs(`${seed}/cancel`, 1.4e10) : undefined,
    seed,
  }));

export const calmCase: fc.Arbitrary<Case> = fc
  .record({ raw: rawSteps, seed: fc.nat() })
  .map(({ raw, seed }) => ({
    steps: name(raw, true),
    timeoutMs: undefined,
    cancelAt: undefined,
    seed,
  }));

/** Loops in loops: more steps than a slice holds, or bodies without any. */
export const wideCase: fc.Arbitrary<Case> = fc
  .record({
    outer: fc.nat({ max: 60 }),
    inner: fc.nat({ max: 60 }),
    width: fc.nat({ max: 4 }),
    body: fc.array(rawStep(0), { maxLength: 2 }),
    seed: fc.nat(),
  })
  .map(({ outer, inner, width, body, seed }) => {
    const calcs = name(body, true).map((step) => ({
      ...step,
      ...({ type: "calc", of: [], fails: false } as const),
    }));
    const each = (
      id: string,
      count: number,
      concurrency: number,
      steps: readonly Step[],
    ): Step => ({
      type: "each",
      id,
      onError: "fail",
      handler: [],
      attempts: 1,
      timeoutMs: undefined,
      onFailure: "fail",
      only: undefined,
      ifNotMet: "skip",
      body: steps,
      concurrency,
      over: Array.from({ length: count }, (_, index) => index),
    });
    const actions = name([{ ...idle, type: "act" }], true).map((step) => ({ ...step, id: "wait" }));
    const steps = [each("outer", outer, 1 + width, [each("inner", inner, 1 + width, calcs)])];
    const narrow = each("narrow", inner % 8, 1 + width, actions);
    return { steps: [...steps, narrow], timeoutMs: undefined, cancelAt: undefined, seed };
  });

const idle: Raw = {
  type: "calc",
  numbers: [1, 0],
  lists: [],
  handler: [],
  onError: "continue",
  isRetried: false,
  isTimed: false,
};

/** A span so wide that two of them are never equal. */
export function spanMs(text: string, maxMs: number): number {
  return 1 + Math.floor((hash(text) / 2 ** 32) * maxMs);
}

/** Where a raw step stands. */
interface Place {
  readonly isCalm: boolean;
  readonly isConcurrent: boolean;
  /** A failure here would cancel what is beside it, or keep it from beginning. */
  readonly mustGoOn: boolean;
  readonly loops: readonly string[];
}

function name(raw: readonly Raw[], isCalm: boolean): readonly Step[] {
  let count = 0;
  const nameAll = (list: readonly Raw[], place: Place): readonly Step[] =>
    list.map((one) => {
      count += 1;
      return nameOne(one, `s${count}`, place);
    });
  const nameOne = (one: Raw, id: string, place: Place): Step => {
    const { isRetried, isTimed } = one;
    const work = workOf(one, id, place, nameAll);
    const onError = place.mustGoOn ? "continue" : one.onError;
    return {
      ...work,
      id,
      onError,
      handler: onError === "branch" ? nameAll(one.handler, place) : [],
      attempts: isRetried ? 3 : 1,
      timeoutMs: isTimed && !isCalm ? spanMs(`${id}/${one.numbers.join()}`, 1e10) : undefined,
    };
  };
  return nameAll(raw, { isCalm, isConcurrent: false, mustGoOn: false, loops: [] });
}

type NameAll = (list: readonly Raw[], place: Place) => readonly Step[];

// oxlint-disable-next-line max-params
function workOf(raw: Raw, id: string, place: Place, nameAll: NameAll): Work {
  const [a = 0, b = 0, c = 0] = raw.numbers;
  switch (raw.type) {
    case "gate":
      return {
        type: "gate",
        mode: a % 3 === 0 ? "continue" : "branches",
        value: valueOf(raw.numbers, 1, place),
        lists: a % 3 === 0 ? [] : raw.lists.slice(0, 2).map((list) => nameAll(list, place)),
      };
    case "pick":
      return {
        type: "pick",
        ifNone: a % 2 === 0 ? "fail" : "continue",
        value: valueOf(raw.numbers, 2, place, numberRoots),
        lists: raw.lists.map((list) => nameAll(list, place)),
      };
    case "each":
      return eachOf(raw, id, place, nameAll);
    case "fork": {
      const modes = ["all", "any", "race", "all_settled"] as const;
      const given = modes[a % modes.length] ?? "all";
      const isRace = given === "any" || given === "race";
      const mode = place.isCalm && isRace ? "all_settled" : given;
      const inner = { ...place, isConcurrent: true, mustGoOn: place.isCalm && mode === "all" };
      return { type: "fork", mode, lists: raw.lists.map((list) => nameAll(list, inner)) };
    }
    default:
      return leafOf(raw, id, place, [a, b, c]);
  }
}

// oxlint-disable-next-line max-params
function eachOf(raw: Raw, id: string, place: Place, nameAll: NameAll): Work {
  const [a = 0, b = 0, c = 0, d = 0] = raw.numbers;
  const concurrency = 1 + (b % 3);
  const onFailure = (["fail", "break", "continue"] as const)[c % 3] ?? "fail";
  const isConcurrent = concurrency > 1;
  const inner: Place = {
    ...place,
    isConcurrent: place.isConcurrent || isConcurrent,
    mustGoOn: place.isCalm && isConcurrent && onFailure !== "continue",
    loops: [...place.loops, id],
  };
  return {
    type: "each",
    over: Array.from({ length: a % 5 }, (_, index) => hash(`${id}/${index}`) % 1000),
    concurrency,
    onFailure,
    only: d % 3 === 0 ? valueOf(raw.numbers, 3, inner) : undefined,
    ifNotMet: d % 2 === 0 ? "skip" : "stop",
    body: nameAll(raw.lists[0] ?? [], inner),
  };
}

// oxlint-disable-next-line max-params
function leafOf(raw: Raw, id: string, place: Place, [a, b, c]: [number, number, number]): Work {
  const of = [0, 2].map((from) => valueOf(raw.numbers, from, place));
  switch (raw.type) {
    case "act":
      return { type: "act", of, once: a % 3 === 0 };
    case "pause":
      return { type: "pause", ms: spanMs(`${id}/${a}`, 1e10) };
    case "listen":
      return {
        type: "listen",
        loops: place.loops,
        ms: b % 2 === 0 && !place.isCalm ? spanMs(`${id}/${b}`, 1e10) : undefined,
      };
    case "assign":
    case "output":
      if (place.isConcurrent) break;
      return raw.type === "output"
        ? { type: "output", value: valueOf(raw.numbers, 1, place) }
        : { type: "assign", name: `v${a % 3}`, value: valueOf(raw.numbers, 1, place) };
    case "finish":
      if (place.isCalm && place.isConcurrent) break;
      return { type: "finish", result: c % 2 === 0 ? "succeed" : "fail" };
    default:
      break;
  }
  return { type: "calc", of, fails: a % 9 === 1 };
}

const roots = ["step", "step", "step", "variable", "item", "error", "trigger", "literal", "now"];
const numberRoots = ["variable", "item", "trigger", "literal"];

/** References go anywhere, also to what is not there: then the number stands for it. */
// oxlint-disable-next-line max-params
function valueOf(
  numbers: readonly number[],
  from: number,
  place: Place,
  among: readonly string[] = roots,
): Value {
  const [a = 0, b = 0, c = 0] = numbers.slice(from);
  const given = among[a % among.length] as Value["root"];
  const root = given === "now" && place.isCalm ? "literal" : given;
  const isVariable = root === "variable";
  return { root, id: isVariable ? `v${b % 3}` : `s${1 + (b % 12)}`, or: c };
}
