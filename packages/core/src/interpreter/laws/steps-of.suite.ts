import { hash } from "./chance.suite.ts";
import type { ErrorPolicy, Step, Value, Work } from "./shape.suite.ts";

/* Raw numbers made into steps: names, references and times. */

export interface Raw {
  readonly type: Work["type"];
  readonly numbers: readonly number[];
  readonly lists: readonly (readonly Raw[])[];
  readonly handler: readonly Raw[];
  readonly onError: ErrorPolicy;
  readonly isRetried: boolean;
  readonly isTimed: boolean;
}

/** Where a raw step stands. */
interface Place {
  readonly isCalm: boolean;
  readonly isConcurrent: boolean;
  /** A failure here would cancel what is beside it, or keep it from beginning. */
  readonly mustGoOn: boolean;
  readonly loops: readonly string[];
}

/** All that a step is made of. */
interface Making {
  readonly id: string;
  readonly place: Place;
  readonly lists: Raw["lists"];
  /** The raw numbers, one by one. */
  readonly n: (index: number) => number;
  readonly value: (from: number, among?: readonly Value["root"][]) => Value;
  readonly steps: (list: readonly Raw[], place: Place) => readonly Step[];
}

export function stepsOf(raw: readonly Raw[], isCalm: boolean): readonly Step[] {
  let count = 0;
  const steps = (list: readonly Raw[], place: Place): readonly Step[] =>
    list.map((one) => {
      count += 1;
      return stepOf(one, `s${count}`, place);
    });
  const stepOf = (raw: Raw, id: string, place: Place): Step => {
    const { lists, handler, isRetried, isTimed, numbers } = raw;
    const n = (index: number): number => numbers[index] ?? 0;
    const value: Making["value"] = (from, among) => valueOf(numbers.slice(from), place, among);
    const work = makers[raw.type]({ id, place, lists, n, value, steps });
    const onError = place.mustGoOn ? "continue" : raw.onError;
    return {
      ...work,
      id,
      onError,
      handler: onError === "branch" ? steps(handler, place) : [],
      attempts: isRetried ? 3 : 1,
      timeoutMs: isTimed && !isCalm ? spanMs(`${id}/${numbers.join()}`) : undefined,
    };
  };
  return steps(raw, { isCalm, isConcurrent: false, mustGoOn: false, loops: [] });
}

const span = 1e10;

/** A span so wide that two of them are never equal. */
export function spanMs(text: string): number {
  return 1 + Math.floor((hash(text) / 2 ** 32) * span);
}

type Maker = (making: Making) => Work;

const calc: Maker = ({ n, value }) => ({
  type: "calc",
  of: [value(0), value(2)],
  fails: n(0) % 9 === 1,
});

const makers: { readonly [Type in Work["type"]]: Maker } = {
  calc,
  act: ({ n, value }) => ({ type: "act", of: [value(0), value(2)], once: n(0) % 3 === 0 }),
  call: ({ value, lists, steps, place }) => ({
    type: "call",
    of: [value(0), value(2)],
    lists: lists.slice(0, 1).map((list) => steps(list, place)),
  }),
  pause: ({ id, n }) => ({ type: "pause", ms: spanMs(`${id}/${n(0)}`) }),
  listen: ({ id, n, place: { loops, isCalm } }) => ({
    type: "listen",
    loops,
    ms: n(1) % 2 === 0 && !isCalm ? spanMs(`${id}/${n(1)}`) : undefined,
  }),
  assign(making) {
    const { place, n, value } = making;
    if (place.isConcurrent) return calc(making);
    return { type: "assign", name: `v${n(0) % 3}`, value: value(1) };
  },
  output(making) {
    const { place, value } = making;
    return place.isConcurrent ? calc(making) : { type: "output", value: value(1) };
  },
  finish(making) {
    const { place, n } = making;
    if (place.isCalm && place.isConcurrent) return calc(making);
    return { type: "finish", result: n(2) % 2 === 0 ? "succeed" : "fail" };
  },
  gate({ n, value, lists, steps, place }) {
    const isPlain = n(0) % 3 === 0;
    return {
      type: "gate",
      mode: isPlain ? "continue" : "branches",
      value: value(1),
      lists: isPlain ? [] : lists.slice(0, 2).map((list) => steps(list, place)),
    };
  },
  pick: ({ n, value, lists, steps, place }) => ({
    type: "pick",
    ifNone: n(0) % 2 === 0 ? "fail" : "continue",
    value: value(2, ["variable", "item", "trigger", "literal"]),
    lists: lists.map((list) => steps(list, place)),
  }),
  fork({ n, lists, steps, place }) {
    const modes = place.isCalm ? calmModes : anyModes;
    const mode = modes[n(0) % modes.length] ?? "all";
    const inner = { ...place, isConcurrent: true, mustGoOn: place.isCalm && mode === "all" };
    return { type: "fork", mode, lists: lists.map((list) => steps(list, inner)) };
  },
  each({ id, n, value, lists, steps, place }) {
    const concurrency = 1 + (n(1) % 3);
    const onFailure = (["fail", "break", "continue"] as const)[n(2) % 3] ?? "fail";
    const isConcurrent = concurrency > 1;
    const inner: Place = {
      ...place,
      isConcurrent: place.isConcurrent || isConcurrent,
      mustGoOn: place.isCalm && isConcurrent && onFailure !== "continue",
      loops: [...place.loops, id],
    };
    return {
      type: "each",
      over: Array.from({ length: n(0) % 5 }, (_, index) => hash(`${id}/${index}`) % 1000),
      concurrency,
      onFailure,
      only: n(3) % 3 === 0 ? value(3) : undefined,
      ifNotMet: n(3) % 2 === 0 ? "skip" : "stop",
      body: steps(lists[0] ?? [], inner),
    };
  },
};

const anyModes = ["all", "any", "race", "all_settled"] as const;
const calmModes = ["all", "all_settled"] as const;

const roots = [
  "step",
  "step",
  "step",
  "variable",
  "item",
  "error",
  "trigger",
  "literal",
  "now",
] as const;

/** References go anywhere, also to what is not there: then the number stands for it. */
function valueOf(
  [a = 0, b = 0, c = 0]: readonly number[],
  { isCalm }: Place,
  among: readonly Value["root"][] = roots,
): Value {
  const given = among[a % among.length] ?? "literal";
  const root = given === "now" && isCalm ? "literal" : given;
  return { root, id: root === "variable" ? `v${b % 3}` : `s${1 + (b % 12)}`, or: c };
}
