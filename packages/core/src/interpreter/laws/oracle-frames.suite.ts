import { required } from "../../assert.ts";
import type { Json, JsonObject } from "../../json.ts";
import { cut, type Entry, type Result, type Seen } from "./oracle-result.suite.ts";
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

type ReadList = (steps: readonly Step[], seen: Seen, at: number, prefix: string) => Result;

export interface Begun {
  readonly seen: Seen;
  readonly at: number;
  readonly path: string;
  readonly ownerId: string;
  readonly list: ReadList;
}

interface Live {
  readonly index: number;
  readonly key: string;
  readonly result: Result;
}

interface Round {
  readonly plan: FramesPlan;
  readonly begun: Begun;
  readonly entries: Entry[];
  readonly ends: Record<string, Json>;
  readonly latest: Map<string, { readonly index: number; readonly output: Json }>;
  readonly count: {
    entered: number;
    skipped: number;
    succeeded: number;
    failed: number;
    isStopped: boolean;
  };
  live: readonly Live[];
  now: number;
  next: number;
  assigned: Seen["assigned"];
  firstFailure: Result | undefined;
  decided: Result | undefined;
}

const plain: FramesPlan = {
  lists: [],
  width: 1,
  join: "all",
  enter: () => "enter",
  output: () => null,
};

export function frames(given: Partial<FramesPlan>, begun: Begun): Result {
  const round: Round = {
    plan: { ...plain, ...given },
    begun,
    entries: [],
    ends: {},
    latest: new Map(),
    count: { entered: 0, skipped: 0, succeeded: 0, failed: 0, isStopped: false },
    live: [],
    now: begun.at,
    next: 0,
    assigned: begun.seen.assigned,
    firstFailure: undefined,
    decided: undefined,
  };
  for (;;) {
    for (const frame of round.live)
      if (!round.decided && frame.result.at === round.now) leave(round, frame);
    while (mayEnter(round)) enter(round);
    const decided = round.decided ?? (round.live.length === 0 ? exhausted(round) : undefined);
    if (decided?.kind === "done")
      return { ...decided, output: round.plan.output(round.count, round.ends) };
    if (decided) return decided;
    round.now = Math.min(...round.live.map(({ result }) => result.at));
  }
}

function mayEnter({ plan, decided, count, next, live }: Round): boolean {
  return !decided && !count.isStopped && next < plan.lists.length && live.length < plan.width;
}

function enter(round: Round): void {
  const { plan, begun, now, count, next: index } = round;
  const { key, steps, scope = {} } = required(plan.lists[index], "a list");
  const scopes = new Map([...begun.seen.scopes, [begun.ownerId, scope]]);
  const inner = { ...begun.seen, scopes, assigned: round.assigned };
  round.next += 1;
  const choice = plan.enter(inner, now);
  if (choice === "skip") count.skipped += 1;
  if (choice === "stop") count.isStopped = true;
  if (choice !== "enter") return;
  count.entered += 1;
  const frame = { index, key, result: begun.list(steps, inner, now, `${begun.path}/${key}/`) };
  round.live = [...round.live, frame];
  if (frame.result.at === now) leave(round, frame);
}

function leave(round: Round, frame: Live): void {
  const { plan, entries } = round;
  const { result, index } = frame;
  round.live = round.live.filter((one) => one !== frame);
  round.assigned = result.assigned;
  entries.push(...result.entries);
  if (result.kind === "end") return close(round, index, result);
  keep(round, frame);
  if (result.kind === "failed") {
    const failed = { ...result, own: new Map<string, Json>() };
    if (plan.join === "race" || plan.join === "all") close(round, index, failed);
    round.firstFailure ??= failed;
    return;
  }
  if (plan.join === "race" || plan.join === "any") close(round, index, success(round));
}

/** Counts a frame that has ended; the outputs of the one with the highest index stay. */
function keep({ plan, count, ends, latest }: Round, { key, index, result }: Live): void {
  if (result.kind === "failed") {
    ends[key] = "failed";
    count.failed += 1;
    if (plan.join === "until_failure") count.isStopped = true;
    return;
  }
  ends[key] = "succeeded";
  count.succeeded += 1;
  for (const [id, output] of result.own)
    if (index >= (latest.get(id)?.index ?? 0)) latest.set(id, { index, output });
}

/** Decided by one frame: what the others did up to then stays, those before it came first. */
function close(round: Round, decider: number, result: Result): void {
  const { live, entries, ends, now } = round;
  for (const one of live) {
    entries.push(...cut(one.result.entries, now, one.index < decider));
    ends[one.key] = "canceled";
  }
  round.decided = { ...result, at: now, entries };
}

function success({ now, entries, latest, assigned }: Round): Result {
  const own = new Map([...latest].map(([id, { output }]) => [id, output]));
  return { kind: "done", output: null, at: now, entries, own, assigned };
}

function exhausted(round: Round): Result {
  const { plan, firstFailure, entries, now: at, assigned } = round;
  const isFailed = plan.join === "any" && firstFailure !== undefined;
  return isFailed ? { ...firstFailure, entries, at, assigned } : success(round);
}
