import type { Json } from "../../json.ts";
import { canonical } from "./chance.suite.ts";
import { list } from "./oracle.suite.ts";
import { cut, type Entry, type Seen } from "./oracle-result.suite.ts";
import { type Case, startedAt } from "./shape.suite.ts";
import { readHistory } from "../history.ts";
import type { Program } from "../../program.ts";
import { identity } from "./definition-of.suite.ts";
import type { Driven } from "./drive.suite.ts";
import { makeWorld } from "./world.suite.ts";

/* How a run ended, as the oracle expects it and as it was: two values of one form. */

export interface Ended {
  readonly status: string;
  readonly reason: string | undefined;
  readonly endedAt: number;
  readonly output: Json | undefined;
  readonly stepRuns: readonly EndedStep[];
}

interface EndedStep {
  readonly path: string;
  readonly status: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly attempts: number;
  /** The output of one that succeeded, the error code of one that failed. */
  readonly result: string;
}

export function expected(given: Case): Ended {
  const seen: Seen = {
    world: makeWorld(given.seed),
    outputs: new Map(),
    scopes: new Map(),
    assigned: [],
  };
  const result = list(given.steps, seen, startedAt, "");
  const { timeoutMs = Infinity, cancelAt = Infinity } = given;
  const stopAt = startedAt + Math.min(timeoutMs, cancelAt);
  const isCut = stopAt <= result.at;
  const endedAt = isCut ? stopAt : result.at;
  const last = result.assigned.findLast(
    ({ at, name }) => name === "the run's output" && at < stopAt,
  );
  return {
    ...(isCut ? cutEnd(timeoutMs < cancelAt) : endOf(result)),
    endedAt,
    output: last?.value,
    stepRuns: (isCut ? cut(result.entries, stopAt) : result.entries)
      .map(endedEntry)
      .toSorted(byPath),
  };
}

function endedEntry({ path, status, begin, end, tries, output, code }: Entry): EndedStep {
  const result = resultOf(status, output, code);
  return { path, status, startedAt: begin, endedAt: end, attempts: tries.length, result };
}

function cutEnd(isTimeout: boolean) {
  return isTimeout
    ? { status: "failed", reason: "timeout" }
    : { status: "canceled", reason: "canceled_by_user" };
}

function endOf(result: ReturnType<typeof list>) {
  switch (result.kind) {
    case "done":
      return { status: "succeeded", reason: undefined };
    case "stopped":
      return { status: "succeeded", reason: "condition_not_met" };
    case "failed":
      return { status: "failed", reason: "step_error" };
    case "end":
      return { status: result.result === "fail" ? "failed" : "succeeded", reason: "end_step" };
  }
}

function resultOf(status: string, output: Json | undefined, code: string | undefined): string {
  if (status === "canceled") return "";
  return status === "failed" ? String(code) : canonical(output);
}

export function actual(program: Program, { run, facts }: Driven): Ended {
  const { stepRuns } = readHistory(program, identity, facts);
  return {
    status: run.status,
    reason: run.reason,
    endedAt: run.endedAt ?? 0,
    output: run.output,
    stepRuns: stepRuns
      .map(({ path, status, startedAt, endedAt = 0, attempts, output, failure }) => ({
        path,
        status,
        startedAt,
        endedAt,
        attempts,
        result: resultOf(status, output, failure?.code),
      }))
      .toSorted(byPath),
  };
}

/** The same without times: what no order of independent things may change. */
export function timeless({ status, reason, output, stepRuns }: Ended): object {
  const steps = stepRuns.map(({ path, status, attempts, result }) => ({
    path,
    status,
    attempts,
    result,
  }));
  return { status, reason, output, steps };
}

function byPath(left: EndedStep, right: EndedStep): number {
  if (left.path === right.path) return 0;
  return left.path < right.path ? -1 : 1;
}
