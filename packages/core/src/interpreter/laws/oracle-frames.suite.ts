import type { Json, JsonObject } from "../../json.ts";
import { cut, type Entry, list, type Result, type Seen } from "./oracle.suite.ts";
import type { Step } from "./shape.suite.ts";

/* The oracle's reading of frames: lists in order, as many at once as the step allows. */

export interface FramesPlan {
  readonly lists: readonly {
    readonly key: string;
    readonly steps: readonly Step[];
    readonly scope?: JsonObject;
  }[];
  readonly width: number;
  readonly join: "all" | "any" | "race" | "all_settled" | "until_failure";
  enter(inner: Seen, at: number): "enter" | "skip" | "stop";
  output(summary: JsonObject, ends: JsonObject): Json;
}

interface Begun {
  readonly seen: Seen;
  readonly at: number;
  readonly path: string;
}

interface Live {
  readonly index: number;
  readonly key: string;
  readonly result: Result;
}

const plain: FramesPlan = {
  lists: [],
  width: 1,
  join: "all",
  enter: () => "enter",
  output: () => null,
};

export function frames(given: Partial<FramesPlan>, owner: Step, begun: Begun): Result {
  const plan = { ...plain, ...given };
  const { seen, path } = begun;
  const entries: Entry[] = [];
  const ends: Record<string, Json> = {};
  const latest = new Map<string, { readonly index: number; readonly output: Json }>();
  const count = { entered: 0, skipped: 0, succeeded: 0, failed: 0, isStopped: false };
  let live: Live[] = [];
  let [now, next, assigned] = [begun.at, 0, seen.assigned];
  let decided: Result | undefined;

  const close = (decider: number, result: Result): Result => {
    for (const one of live) {
      entries.push(...cut(one.result.entries, now, one.index < decider));
      ends[one.key] = "canceled";
    }
    return { ...result, at: now, entries };
  };
  const success = (): Result => {
    const own = new Map([...latest].map(([id, { output }]) => [id, output]));
    return { kind: "done", output: null, at: now, entries, own, assigned };
  };
  const leave = (frame: Live): void => {
    const { result, index, key } = frame;
    live = live.filter((one) => one !== frame);
    entries.push(...result.entries);
    ({ assigned } = result);
    if (result.kind === "end") {
      decided = close(index, result);
      return;
    }
    const isFailed = result.kind === "failed";
    ends[key] = isFailed ? "failed" : "succeeded";
    if (isFailed) count.failed += 1;
    else count.succeeded += 1;
    if (isFailed && plan.join === "until_failure") count.isStopped = true;
    if (!isFailed)
      for (const [id, output] of result.own)
        if (index >= (latest.get(id)?.index ?? 0)) latest.set(id, { index, output });
    const failing = isFailed ? { ...result, own: new Map<string, Json>() } : success();
    if (plan.join === "race" || (isFailed ? plan.join === "all" : plan.join === "any"))
      decided = close(index, isFailed ? failing : success());
    else if (isFailed) firstFailure ??= failing;
  };
  const enter = (): void => {
    const { key, steps, scope = {} } = plan.lists[next] ?? { key: "", steps: [] };
    const scopes = new Map([...seen.scopes, [owner.id, scope]]);
    const inner = { ...seen, scopes, assigned };
    next += 1;
    const choice = plan.enter(inner, now);
    if (choice === "skip") count.skipped += 1;
    if (choice === "stop") count.isStopped = true;
    if (choice !== "enter") return;
    count.entered += 1;
    const result = list(steps, inner, now, `${path}/${key}/`);
    const frame = { index: next - 1, key, result };
    live.push(frame);
    if (result.at === now) leave(frame);
  };
  let firstFailure: Result | undefined;

  for (;;) {
    for (const frame of live) if (!decided && frame.result.at === now) leave(frame);
    while (!decided && !count.isStopped && next < plan.lists.length && live.length < plan.width)
      enter();
    if (!decided && live.length === 0) {
      const isAllFailed = plan.join === "any" && firstFailure !== undefined;
      decided =
        isAllFailed && firstFailure ? { ...firstFailure, entries, at: now, assigned } : success();
    }
    if (decided) break;
    now = Math.min(...live.map(({ result }) => result.at));
  }
  return decided.kind === "done" ? { ...decided, output: plan.output(count, ends) } : decided;
}
