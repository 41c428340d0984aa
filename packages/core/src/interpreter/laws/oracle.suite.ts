import { formatInstant } from "../../instant.ts";
import type { Json, JsonObject } from "../../json.ts";
import { isOdd, mix } from "./chance.suite.ts";
import { frames, type FramesPlan } from "./oracle-frames.suite.ts";
import { retryDelaysMs, type Step, threshold, triggerNumber, type Value } from "./shape.suite.ts";
import type { World } from "./world.suite.ts";

/*
 * The obvious reading of a program, against which the interpreter is held: recursive, without
 * facts, debts or frames that wait. Time is a number that is passed along; what is given up is cut
 * off at its time.
 */

export interface Seen {
  readonly world: World;
  readonly outputs: ReadonlyMap<string, Json>;
  readonly scopes: ReadonlyMap<string, JsonObject>;
  readonly assigned: readonly {
    readonly at: number;
    readonly name: string;
    readonly value: Json;
  }[];
}

export interface Entry {
  readonly path: string;
  readonly begin: number;
  readonly end: number;
  readonly status: "succeeded" | "failed" | "canceled";
  readonly output?: Json | undefined;
  readonly code?: string | undefined;
  readonly tries: readonly number[];
}

export interface Failure {
  readonly code: string;
  readonly stepId?: string;
}

export type Result = {
  readonly at: number;
  readonly entries: readonly Entry[];
  readonly assigned: Seen["assigned"];
  /** Outputs of the list's own steps, or of what was inside the step. */
  readonly own: ReadonlyMap<string, Json>;
  readonly tries?: readonly number[];
} & (
  | { readonly kind: "done"; readonly output: Json }
  | { readonly kind: "stopped"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "end"; readonly result: "succeed" | "fail" }
);

/** A list, begun at a time. */
export function list(steps: readonly Step[], seen: Seen, at: number, prefix: string): Result {
  const own = new Map<string, Json>();
  const entries: Entry[] = [];
  let [now, { assigned }] = [at, seen];
  for (const one of steps) {
    const outputs = new Map([...seen.outputs, ...own]);
    const result = step(one, { ...seen, outputs, assigned }, now, `${prefix}${one.id}`);
    entries.push(...result.entries);
    ({ at: now, assigned } = result);
    if (result.kind !== "done") return { ...result, entries, own, tries: [] };
    for (const [id, output] of result.own) own.set(id, output);
    own.set(one.id, result.output);
  }
  return { kind: "done", output: null, at: now, entries, own, assigned };
}

/** A step with its time-out and its error policy. */
function step(one: Step, seen: Seen, at: number, path: string): Result {
  const deadline = at + (one.timeoutMs ?? Infinity);
  const worked = work(one, seen, at, path);
  const first = worked.at < deadline ? worked : cutResult(worked, deadline, "timeout");
  if (first.kind !== "failed" || one.onError !== "branch") return policy(one, first, at, path);
  const failure = { stepId: one.id, ...first.failure };
  const scopes = new Map([...seen.scopes, [one.id, { error: failure }]]);
  const inner = { ...seen, scopes, assigned: first.assigned };
  const handled = list(one.handler, inner, first.at, `${path}/error/`);
  const isOver = handled.kind === "done" || handled.kind === "stopped";
  const rest = { entries: [...first.entries, ...handled.entries], tries: first.tries ?? [] };
  const result = isOver
    ? ({ ...handled, ...rest, kind: "done", output: { error: failure } } as const)
    : { ...handled, ...rest };
  return policy(one, { ...result, own: new Map() }, at, path);
}

/** The entry of the step itself; a failure that goes on is an output. */
function policy(one: Step, result: Result, at: number, path: string): Result {
  const { tries = [], at: end } = result;
  const base = { path, begin: at, end, tries: [at, ...tries] };
  const add = (entry: Pick<Entry, "status" | "output" | "code">) => [
    { ...base, ...entry },
    ...result.entries,
  ];
  if (result.kind === "done" || result.kind === "stopped")
    return { ...result, entries: add({ status: "succeeded", output: result.output }) };
  if (result.kind === "end") {
    const isOwn = one.type === "finish";
    const entry = isOwn ? { status: "succeeded", output: null } : { status: "canceled" };
    return { ...result, entries: add(entry as Pick<Entry, "status" | "output">) };
  }
  const failure = { stepId: one.id, ...result.failure };
  const failed = { ...result, entries: add({ status: "failed", code: failure.code }) };
  if (one.onError !== "continue") return { ...failed, failure };
  return { ...failed, kind: "done", output: { error: failure }, own: new Map() };
}

/** What the step's own type does. */
function work(one: Step, seen: Seen, at: number, path: string): Result {
  const { assigned, world } = seen;
  const base = { at, entries: [], own: new Map<string, Json>(), assigned };
  const done = (output: Json, later = at) =>
    ({ ...base, kind: "done", output, at: later }) as const;
  const read = (value: Value): Json => valueIn(value, seen, at);
  const assign = (name: string, value: Json): Result => {
    const output = mix([value]);
    return { ...done(output), assigned: [...assigned, { at, name, value: output }] };
  };
  const frame = (plan: Partial<FramesPlan>): Result => frames(plan, one, { seen, at, path });
  switch (one.type) {
    case "calc":
      if (one.fails) return { ...base, kind: "failed", failure: { code: "calc_failed" } };
      return done(mix(one.of.map(read)));
    case "assign":
      return assign(one.name, read(one.value));
    case "output":
      return assign("the run's output", read(one.value));
    case "act":
      return { ...base, ...attempts(one, one.of.map(read), { world, at, path }) };
    case "pause":
      return done("woken", at + one.ms);
    case "listen": {
      const name = [one.id, ...one.loops.map((id) => seen.scopes.get(id)?.["index"])].join("/");
      const [signalAt, until] = [at + world.signalMs(name), at + (one.ms ?? Infinity)];
      return signalAt < until ? done(mix([name]), signalAt) : done("too late", until);
    }
    case "gate": {
      const isMet = isOdd(read(one.value));
      if (one.mode === "continue" && !isMet) return { ...base, kind: "stopped", output: isMet };
      const taken = one.lists[isMet ? 0 : 1];
      if (!taken) return done(isMet);
      return frame({ lists: [{ key: isMet ? "yes" : "no", steps: taken }], output: () => isMet });
    }
    case "pick": {
      const index = one.lists.findIndex((_, at) => Number(read(one.value)) > threshold(at));
      const [taken, key] = [one.lists[index], `b${index}`];
      if (taken) return frame({ lists: [{ key, steps: taken }], output: () => key });
      if (one.ifNone === "continue") return done(null);
      return { ...base, kind: "failed", failure: { code: "no_branch_met" } };
    }
    case "fork": {
      const lists = one.lists.map((steps, index) => ({ key: `b${index}`, steps }));
      return frame({ lists, join: one.mode, width: lists.length, output: (_, ends) => ends });
    }
    case "each": {
      const { body: steps, over, only, ifNotMet, onFailure, concurrency: width } = one;
      const lists = over.map((item, index) => ({ key: `${index}`, steps, scope: { item, index } }));
      const join = { fail: "all", break: "until_failure", continue: "all_settled" } as const;
      const enter = (inner: Seen, now: number) =>
        !only || isOdd(valueIn(only, inner, now)) ? "enter" : ifNotMet;
      return frame({ lists, join: join[onFailure], width, enter, output: (summary) => summary });
    }
    case "finish":
      return { ...base, kind: "end", result: one.result };
  }
}

function valueIn({ root, id, or }: Value, { outputs, scopes, assigned }: Seen, at: number): Json {
  switch (root) {
    case "literal":
      return or;
    case "step":
      return outputs.get(id) ?? or;
    case "variable":
      return assigned.findLast(({ name }) => name === id)?.value ?? or;
    case "item":
      return scopes.get(id)?.["item"] ?? or;
    case "error":
      return (scopes.get(id)?.["error"] as JsonObject | undefined)?.["code"] ?? or;
    case "trigger":
      return triggerNumber;
    case "now":
      return formatInstant(at);
  }
}

interface Begun {
  readonly world: World;
  readonly at: number;
  readonly path: string;
}

function attempts(one: Step, of: readonly Json[], { world, at, path }: Begun) {
  const tries: number[] = [];
  let now = at;
  for (let attempt = 1; ; attempt += 1) {
    now += world.durationMs(path, attempt);
    const outcome = world.outcome(path, attempt, of);
    if (outcome.ok) return { kind: "done", output: outcome.output, at: now, tries } as const;
    const { code, retryable } = outcome.failure;
    if (!retryable || attempt >= one.attempts)
      return { kind: "failed", failure: { code }, at: now, tries } as const;
    const { initial, factor, max } = retryDelaysMs;
    now += Math.min(max, initial * factor ** (attempt - 1));
    tries.push(now);
  }
}

/** Given up at a time: what had begun by then is canceled, what had not has never been. */
export function cut(entries: readonly Entry[], at: number, isInclusive = false): readonly Entry[] {
  const isBy = (time: number): boolean => time < at || (isInclusive && time === at);
  return entries
    .filter(({ begin }) => isBy(begin))
    .map((entry) => {
      const { path, begin } = entry;
      if (isBy(entry.end)) return entry;
      return { path, begin, end: at, status: "canceled", tries: entry.tries.filter(isBy) };
    });
}

export function cutResult(result: Result, at: number, code: string): Result {
  const assigned = result.assigned.filter((one) => one.at < at);
  const tries = (result.tries ?? []).filter((time) => time < at);
  const base = { at, assigned, tries, entries: cut(result.entries, at), own: new Map() };
  return { ...base, kind: "failed", failure: { code } };
}
