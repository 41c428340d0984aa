import { z } from "zod";
import { required } from "../../assert.ts";
import { defineAction, defineCompute, defineControl, defineWait } from "../../define-step.ts";
import { jsonField, textField } from "../../fields.ts";
import type { Json } from "../../json.ts";
import { makeRegistry } from "../../registry.ts";
import type { Scope } from "../../scope.ts";
import { StepError } from "../../step-error.ts";
import type { FramePlan, Plan } from "../../step-type.ts";
import { defineTrigger } from "../../trigger-type.ts";
import { unknownType } from "../../type.ts";
import { isOdd, mix } from "./chance.suite.ts";

/* A small set of step types: every kind, every join, every way to leave a list. */

const told = {
  group: "flow",
  title: "A test's step",
  summary: "Does what a law needs.",
  icon: "square",
  sample: {},
  output: () => unknownType,
} as const;

const calc = defineCompute({
  ...told,
  type: "calc",
  config: z.strictObject({ of: z.array(jsonField()), fails: z.boolean() }),
  compute({ of, fails }, scope) {
    if (fails) throw new StepError({ code: "calc_failed", message: "it was told to fail" });
    return { output: mix(of.map((value) => value.evaluate(scope))) };
  },
});

const assign = defineCompute({
  ...told,
  type: "assign",
  config: z.strictObject({ name: z.string(), value: jsonField() }),
  assigns: ({ name }) => [name],
  compute({ name, value }, scope) {
    const output = mix([value.evaluate(scope)]);
    return { output, assign: { [name]: output } };
  },
});

const output = defineCompute({
  ...told,
  type: "output",
  config: z.strictObject({ value: jsonField() }),
  compute({ value }, scope) {
    const output = mix([value.evaluate(scope)]);
    return { output, runOutput: output, message: "told" };
  },
});

const act = defineAction({
  ...told,
  type: "act",
  config: z.strictObject({ of: z.array(jsonField()), once: z.boolean() }),
  promise: ({ once }) => (once ? "at_most_once" : "at_least_once"),
});

/** Carried out by the host, without an effect outside. */
const guest = defineAction({
  ...told,
  type: "guest",
  config: z.strictObject({ of: z.array(jsonField()) }),
  effect: "none",
  promise: () => "at_least_once",
});

const pause = defineWait({
  ...told,
  type: "pause",
  config: z.strictObject({ ms: z.number() }),
  wait: ({ ms }, { now }) => ({
    untilMs: now + ms,
    resume: () => ({ kind: "pass", output: "woken" }),
  }),
});

const listen = defineWait({
  ...told,
  type: "listen",
  config: z.strictObject({ signal: textField(), ms: z.number().optional() }),
  wait: ({ signal, ms }, scope) => ({
    signal: signal.evaluate(scope) ?? "",
    resume: (end) => ({ kind: "pass", output: end.by === "signal" ? end.value : "too late" }),
    ...(ms !== undefined && { untilMs: scope.now + ms }),
  }),
});

function oneFrame(branch: string, output: Json): Plan {
  const frame = () => ({ branch, key: branch, scope: {} });
  const rest = { concurrency: 1, join: "all", keepsOutcomes: false, output: () => output } as const;
  return { kind: "frames", frames: { count: 1, frame, ...rest } };
}

const call = defineWait({
  ...told,
  type: "call",
  config: z.strictObject({ of: z.array(jsonField()) }),
  wait: ({ of }, scope, { ids }) => ({
    call: { workflow: "other", input: of.map((value) => value.evaluate(scope) ?? null) },
    resume(end) {
      const { status, reason, output } = required(
        end.by === "call" ? end.end : undefined,
        "a call ends with its run",
      );
      if (status !== "succeeded") throw new StepError({ code: String(reason), message: "failed" });
      return ids.includes("then") ? oneFrame("then", output) : { kind: "pass", output };
    },
  }),
});

const gate = defineControl({
  ...told,
  type: "gate",
  config: z.strictObject({ mode: z.enum(["continue", "branches"]), value: jsonField() }),
  plan({ mode, value }, scope, { ids }) {
    const isMet = isOdd(value.evaluate(scope));
    if (mode === "continue") return { kind: isMet ? "pass" : "stop", output: isMet };
    const branch = isMet ? "yes" : "no";
    return ids.includes(branch) ? oneFrame(branch, isMet) : { kind: "pass", output: isMet };
  },
});

const pick = defineControl({
  ...told,
  type: "pick",
  config: z.strictObject({ ifNone: z.enum(["continue", "fail"]) }),
  plan({ ifNone }, scope, branches) {
    const met = branches.ids.find((id) => branches.isMet(id, scope));
    if (met !== undefined) return oneFrame(met, met);
    if (ifNone === "continue") return { kind: "pass", output: null };
    throw new StepError({ code: "no_branch_met", message: "no branch is met" });
  },
});

const joins = { fail: "all", break: "until_failure", continue: "all_settled" } as const;

const summaryOf: FramePlan["output"] = ({ entered, skipped, succeeded, failed, isStopped }) => ({
  entered,
  skipped,
  succeeded,
  failed,
  isStopped,
});

const each = defineControl({
  ...told,
  type: "each",
  config: z.strictObject({
    over: z.array(z.number()),
    concurrency: z.number(),
    onFailure: z.enum(["fail", "break", "continue"]),
    only: jsonField().optional(),
    ifNotMet: z.enum(["skip", "stop"]),
  }),
  plan: ({ over, concurrency, onFailure, only, ifNotMet }): Plan => ({
    kind: "frames",
    frames: {
      count: over.length,
      concurrency,
      join: joins[onFailure],
      keepsOutcomes: false,
      frame: (index) => ({
        branch: "body",
        key: String(index),
        scope: { item: required(over[index], "an item for each frame"), index },
      }),
      ...(only && {
        enter: (inner: Scope) => (isOdd(only.evaluate(inner)) ? "enter" : ifNotMet),
      }),
      output: summaryOf,
    },
  }),
});

const fork = defineControl({
  ...told,
  type: "fork",
  config: z.strictObject({ mode: z.enum(["all", "any", "race", "all_settled"]) }),
  plan: ({ mode }, _scope, { ids }): Plan => ({
    kind: "frames",
    frames: {
      count: ids.length,
      concurrency: ids.length,
      join: mode,
      keepsOutcomes: true,
      frame(index) {
        const branch = required(ids[index], "a frame for each branch");
        return { branch, key: branch, scope: {} };
      },
      output: ({ outcomes }) => outcomes,
    },
  }),
});

const finish = defineControl({
  ...told,
  type: "finish",
  config: z.strictObject({ result: z.enum(["succeed", "fail"]) }),
  plan: ({ result }) => ({ kind: "end", end: { result, reason: "end_step", message: "over" } }),
});

const reply = defineControl({
  ...told,
  type: "reply",
  config: z.strictObject({ status: z.number() }),
  plan: ({ status }) => ({
    kind: "end",
    end: { result: "succeed", reason: "end_step", response: { status, headers: {}, body: null } },
  }),
});

const begin = defineTrigger({
  type: "begin",
  source: "push",
  group: "event",
  title: "Begin",
  summary: "Starts a test's run.",
  icon: "play",
  sample: {},
  sampleEvent: { n: 1 },
  config: z.strictObject({}),
  listens: () => ["begin"],
  output: () => unknownType,
});

export const registry = makeRegistry(
  [calc, assign, output, act, guest, pause, listen, call, gate, pick, each, fork, finish, reply],
  [begin],
);
