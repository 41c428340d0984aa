import type { Json } from "../../json.ts";
import { isOdd, mix } from "./chance.suite.ts";
import { frames, type FramesPlan } from "./oracle-frames.suite.ts";
import { cutResult, type Entry, type Result, type Seen } from "./oracle-result.suite.ts";
import { valueIn } from "./oracle-value.suite.ts";
import { retryDelaysMs, type Step, threshold } from "./shape.suite.ts";
import { signalName } from "./world.suite.ts";

/*
 * The obvious reading of a program, against which the interpreter is held: recursive, without
 * facts, debts or frames that wait. Time is a number that is passed along; what is given up is cut
 * off at its time.
 */

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

/** A step with its time-out and its error branch. */
function step(one: Step, seen: Seen, at: number, path: string): Result {
  const deadline = at + (one.timeoutMs ?? Infinity);
  const worked = work(one, seen, at, path);
  const first = worked.at < deadline ? worked : cutResult(worked, deadline, "timeout");
  if (first.kind !== "failed" || one.onError !== "branch") return concluded(one, first, at, path);
  const error = { stepId: one.id, ...first.failure };
  const scopes = new Map([...seen.scopes, [one.id, { error }]]);
  const inner = { ...seen, scopes, assigned: first.assigned };
  const handled = list(one.handler, inner, first.at, `${path}/error/`);
  const isOver = handled.kind === "done" || handled.kind === "stopped";
  const result: Result = isOver ? { ...handled, kind: "done", output: { error } } : handled;
  const entries = [...first.entries, ...handled.entries];
  const own = isOver ? handled.own : new Map<string, Json>();
  const rest = { entries, tries: first.tries ?? [], own, handled: first.failure?.code };
  return concluded(one, { ...result, ...rest }, at, path);
}

/** The entry of the step itself; a failure that goes on is an output, one that was handled stays. */
function concluded(one: Step, given: Result, at: number, path: string): Result {
  const { handled, ...result } = given;
  const { tries = [], at: end } = result;
  const add = (entry: Pick<Entry, "status" | "output" | "code">): readonly Entry[] => [
    { path, begin: at, end, tries: [at, ...tries], ...shownAs(entry, handled) },
    ...result.entries,
  ];
  if (result.kind === "done" || result.kind === "stopped")
    return { ...result, entries: add({ status: "succeeded", output: result.output }) };
  if (result.kind === "end")
    return { ...result, entries: add({ status: "succeeded", output: null }) };
  const error = { stepId: one.id, ...result.failure };
  const failed = { ...result, entries: add({ status: "failed", code: error.code }) };
  if (one.onError !== "continue") return { ...failed, failure: error };
  return { ...failed, kind: "done", output: { error }, own: new Map() };
}

function shownAs<E extends Pick<Entry, "status">>(entry: E, handled: string | undefined) {
  return handled === undefined ? entry : { status: "failed" as const, code: handled };
}

type Tree = Extract<Step, { type: "gate" | "pick" | "fork" | "each" }>;

/** What the step's own type does. */
function work(one: Step, seen: Seen, at: number, path: string): Result {
  const { assigned, world } = seen;
  const base = { at, entries: [], own: new Map<string, Json>(), assigned };
  const done = (output: Json, later = at): Result => ({ ...base, kind: "done", output, at: later });
  const assign = (name: string, value: Json): Result => {
    const output = mix([value]);
    return { ...done(output), assigned: [...assigned, { at, name, value: output }] };
  };
  switch (one.type) {
    case "calc":
      if (one.fails) return { ...base, kind: "failed", failure: { code: "calc_failed" } };
      return done(mix(one.of.map((value) => valueIn(value, seen, at))));
    case "assign":
      return assign(one.name, valueIn(one.value, seen, at));
    case "output":
      return assign("the run's output", valueIn(one.value, seen, at));
    case "act":
      return { ...base, ...attempts(one, seen, at, path) };
    case "pause":
      return done("woken", at + one.ms);
    case "listen": {
      const name = signalName(one.id, one.loops, (id) => seen.scopes.get(id)?.["index"]);
      const [signalAt, until] = [at + world.signalMs(name), at + (one.ms ?? Infinity)];
      return signalAt < until ? done(mix([name]), signalAt) : done("too late", until);
    }
    case "call":
      return { ...base, ...called(one, seen, at, path) };
    case "finish":
      return { ...base, kind: "end", result: one.result };
    default: {
      const plan = planOf(one, seen, at);
      if ("kind" in plan) return { ...base, ...plan };
      return frames(plan, { seen, at, path, ownerId: one.id, list });
    }
  }
}

type Plan =
  | Partial<FramesPlan>
  | { readonly kind: "done" | "stopped"; readonly output: Json }
  | { readonly kind: "failed"; readonly failure: { readonly code: string } };

function planOf(one: Tree, seen: Seen, at: number): Plan {
  switch (one.type) {
    case "gate": {
      const output = isOdd(valueIn(one.value, seen, at));
      const steps = one.lists[output ? 0 : 1];
      if (steps) return { lists: [{ key: output ? "yes" : "no", steps }], output: () => output };
      return { kind: one.mode === "continue" && !output ? "stopped" : "done", output };
    }
    case "pick": {
      const value = Number(valueIn(one.value, seen, at));
      const index = one.lists.findIndex((_, branch) => value > threshold(branch));
      const [steps, key] = [one.lists[index], `b${index}`];
      if (steps) return { lists: [{ key, steps }], output: () => key };
      if (one.ifNone === "continue") return { kind: "done", output: null };
      return { kind: "failed", failure: { code: "no_branch_met" } };
    }
    case "fork": {
      const lists = one.lists.map((steps, index) => ({ key: `b${index}`, steps }));
      return { lists, join: one.mode, width: lists.length, output: (_, ends) => ends };
    }
    case "each": {
      const { body: steps, over, only, ifNotMet, onFailure, concurrency: width } = one;
      const lists = over.map((item, index) => ({ key: `${index}`, steps, scope: { item, index } }));
      const join = { fail: "all", break: "until_failure", continue: "all_settled" } as const;
      const enter = (inner: Seen, now: number) =>
        !only || isOdd(valueIn(only, inner, now)) ? "enter" : ifNotMet;
      return { lists, join: join[onFailure], width, enter, output: (summary) => summary };
    }
  }
}

type Call = Extract<Step, { type: "call" }>;

/** It ends when the called run does; what follows a success begins then. */
function called(one: Call, seen: Seen, at: number, path: string) {
  const of = one.of.map((value) => valueIn(value, seen, at));
  const failed = (code: string, late: number) =>
    ({ kind: "failed", failure: { code }, at: late }) as const;
  const calledAt = at + seen.world.durationMs(path, 0);
  if (seen.world.refuses(path)) return failed("not_found", calledAt);
  const end = calledAt + seen.world.durationMs(path, 1);
  const outcome = seen.world.outcome(path, 1, of);
  if (!outcome.ok) return failed(outcome.failure.code, end);
  const [then] = one.lists;
  const output = (): Json => outcome.output;
  if (!then) return { kind: "done", output: outcome.output, at: end } as const;
  const lists = [{ key: "then", steps: then }];
  return frames({ lists, output }, { seen, at: end, path, ownerId: one.id, list });
}

type Act = Extract<Step, { type: "act" }>;

function attempts(one: Act, seen: Seen, at: number, path: string) {
  const of = one.of.map((value) => valueIn(value, seen, at));
  const tries: number[] = [];
  let now = at;
  for (let attempt = 1; ; attempt += 1) {
    now += seen.world.durationMs(path, attempt);
    const outcome = seen.world.outcome(path, attempt, of);
    if (outcome.ok) return { kind: "done", output: outcome.output, at: now, tries } as const;
    const { code, retryable } = outcome.failure;
    if (!retryable || attempt >= one.attempts)
      return { kind: "failed", failure: { code }, at: now, tries } as const;
    const { initial, factor, max } = retryDelaysMs;
    now += Math.min(max, initial * factor ** (attempt - 1));
    tries.push(now);
  }
}
