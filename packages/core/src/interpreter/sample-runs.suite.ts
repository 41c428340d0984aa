import { required } from "../assert.ts";
import { parseDefinition } from "../definition.ts";
import type { Fact } from "../fact.ts";
import type { Json, JsonObject } from "../json.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import { compileProgram, type Program } from "../program.ts";
import type { Registry } from "../registry.ts";
import type { Run } from "../run.ts";
import { advance } from "./advance.ts";
import { identity } from "./laws/definition-of.suite.ts";
import { registry } from "./laws/step-types.suite.ts";
import { newRun } from "./new-run.ts";

/* Programs and runs for tests, written as definitions over the step types of the laws. */

export interface Sample {
  readonly settings?: JsonObject;
  readonly registry?: Registry;
}

export function sampleProgram(steps: readonly Json[], sample: Sample = {}): Program {
  const { settings = {} } = sample;
  const trigger = { type: "begin" };
  const whole = { format: "stepwell/v1", name: "Sample", trigger, steps, settings };
  const parsed = parseDefinition(whole);
  const definition = required(parsed.ok ? parsed.definition : undefined, JSON.stringify(parsed));
  const source = { workflow: { id: "wf_1", name: "Sample" }, version: 1, definition };
  return compileProgram(source, sample.registry ?? registry);
}

function told(program: Program, facts: readonly Fact[], limits: Partial<Limits> = {}): Run {
  const settings = { env: {}, limits: { ...defaultLimits, ...limits } };
  const first = newRun(program, { ...identity, settings });
  return facts.reduce((run, fact) => advance(program, run, fact), first);
}

/** A run with limits of its own, just begun. */
export function limitedRun(program: Program, limits: Partial<Limits>): Run {
  return told(program, [{ kind: "start", at: 0 }], limits);
}

/** A run that began at 0, and the facts that followed. */
export function sampleRun(program: Program, ...facts: readonly Fact[]): Run {
  return told(program, [{ kind: "start", at: 0 }, ...facts]);
}

export const calc = (id: string, ...of: readonly Json[]): JsonObject => ({
  id,
  type: "calc",
  config: { of, fails: false },
});
export const failing = (id: string): JsonObject => ({
  id,
  type: "calc",
  config: { of: [], fails: true },
});
export const act = (id: string, once = false): JsonObject => ({
  id,
  type: "act",
  config: { of: [], once },
});
export const call = (id: string): JsonObject => ({ id, type: "call", config: { of: [] } });
export const pause = (id: string, ms: number): JsonObject => ({
  id,
  type: "pause",
  config: { ms },
});
export const listen = (id: string, signal: string): JsonObject => ({
  id,
  type: "listen",
  config: { signal },
});

export interface Loop {
  readonly count: number;
  readonly concurrency?: number;
  readonly onFailure?: "fail" | "break" | "continue";
}

export function loop(id: string, { count, ...rest }: Loop, steps: readonly Json[]): JsonObject {
  const over = Array.from({ length: count }, (_, index) => index);
  const config = { over, concurrency: 1, onFailure: "fail", ifNotMet: "skip", ...rest };
  return { id, type: "each", config, branches: [{ id: "body", steps }] };
}

export function outcome(
  path: string,
  at: number,
  more: Partial<{ attempt: number; retryable: boolean; failed: boolean }> = {},
): Fact {
  const { attempt = 1, retryable = false, failed = false } = more;
  const failure = { code: "refused", message: "no", retryable };
  const result = failed ? ({ ok: false, failure } as const) : ({ ok: true, output: path } as const);
  return { kind: "outcome", at, path, attempt, result };
}
