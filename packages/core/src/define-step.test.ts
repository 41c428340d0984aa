import { describe, expect, it } from "vitest";
import { z } from "zod";
import { required } from "./assert.ts";
import { defineAction, defineCompute, defineControl, defineWait } from "./define-step.ts";
import { jsonField, textField } from "./fields.ts";
import { sampleScope } from "./formula/sample-scope.ts";
import type { CompiledConfig, StepType } from "./step-type.ts";
import { numberType, objectOf, textType, unknownType } from "./type.ts";

const info = { group: "flow", title: "T", summary: "S", icon: "i", sample: {} } as const;
const config = z.strictObject({ value: jsonField(), name: z.string().default("x") });
const noBranches = { ids: [], isMet: () => false };
const scope = sampleScope({ trigger: { n: 5 } });

function compiled(type: StepType, raw: object = { value: "{{ trigger.n }}" }): CompiledConfig {
  const result = type.compile(raw as never);
  return required(result.ok ? result.compiled : undefined, "a valid config");
}

const compute = defineCompute({
  ...info,
  type: "double",
  config,
  output: ({ value }, infer) => infer(value),
  compute: ({ value }, scope) => ({ output: Number(value.evaluate(scope)) * 2 }),
});

describe("a step type", () => {
  it("compiles its config once, defaults filled in", () => {
    const one = compiled(compute);
    expect(one.kind === "compute" && one.compute(scope)).toEqual({ output: 10 });
    expect(one.input(scope)).toEqual({ value: 5, name: "x" });
    expect(one.expressions.map(({ path }) => path)).toEqual([["value"]]);
    expect(one.output(() => numberType)).toEqual(numberType);
  });

  it("tells where a config is wrong", () => {
    const result = compute.compile({ value: "{{ x }}", other: 1 });
    expect(result.ok || result.issues.map(({ path }) => path)).toEqual([["value"], []]);
  });

  it("has nothing special unless it says so", () => {
    expect(compute).toMatchObject({
      kind: "compute",
      canWait: false,
      endsRun: false,
      needsCaller: false,
    });
    expect("branches" in compute).toBe(false);
    expect(compiled(compute)).toMatchObject({
      branches: undefined,
      insideFields: [],
      assigns: [],
      areBranchesCertain: false,
    });
    expect(compiled(compute).scopeType(() => unknownType)).toBe(unknownType);
  });

  it("that controls declares branches, scope and what is certain", () => {
    const rule = { kind: "free", min: 1 } as const;
    const control = defineControl({
      ...info,
      type: "control",
      config,
      branches: rule,
      endsRun: true,
      needsCaller: true,
      insideFields: ["value"],
      output: () => unknownType,
      branchesFor: ({ name }) => (name === "x" ? rule : undefined),
      areBranchesCertain: () => true,
      assigns: ({ name }) => [name],
      scopeType: () => objectOf({ item: textType }),
      plan: (_config, _scope, { ids }) => ({ kind: "pass", output: [...ids] }),
    });
    expect(control).toMatchObject({
      kind: "control",
      branches: rule,
      endsRun: true,
      needsCaller: true,
    });
    const one = compiled(control);
    expect(one).toMatchObject({
      branches: rule,
      insideFields: ["value"],
      assigns: ["x"],
      areBranchesCertain: true,
    });
    expect(one.scopeType(() => unknownType)).toEqual(objectOf({ item: textType }));
    expect(compiled(control, { value: 1, name: "y" }).branches).toBeUndefined();
    const branches = { ids: ["a"], isMet: () => true };
    expect(one.kind === "control" && one.plan(scope, branches)).toEqual({
      kind: "pass",
      output: ["a"],
    });
  });

  it("that declares its branches once has them with every config", () => {
    const rule = { kind: "free", min: 2 } as const;
    const control = defineControl({
      ...info,
      type: "control",
      config,
      branches: rule,
      output: () => unknownType,
      plan: () => ({ kind: "pass", output: null }),
    });
    expect(compiled(control).branches).toBe(rule);
  });

  it("that waits may hold up a run", () => {
    const wait = defineWait({
      ...info,
      type: "wait",
      config,
      output: () => unknownType,
      wait: (_config, { now }) => ({
        untilMs: now + 1,
        resume: () => ({ kind: "pass", output: null }),
      }),
    });
    expect(wait.canWait).toBe(true);
    const one = compiled(wait);
    expect(one.kind === "wait" && one.wait(scope, noBranches).untilMs).toBe(scope.now + 1);
  });

  it("that computes may leave a config to the isolate: an action without effect outside", () => {
    const guest = defineCompute({
      ...info,
      type: "guest",
      config,
      output: () => unknownType,
      isForIsolate: ({ name }) => name === "foreign",
      compute: () => ({ output: "inline" }),
    });
    const inline = compiled(guest);
    expect(inline.kind === "compute" && inline.compute(scope)).toEqual({ output: "inline" });
    const foreign = compiled(guest, { value: "{{ trigger.n }}", name: "foreign" });
    expect(foreign.kind === "action" && [foreign.effect, foreign.request(scope)]).toEqual([
      "none",
      { value: 5, name: "foreign" },
    ]);
  });

  it("that acts has its filled in config as request", () => {
    const action = defineAction({
      ...info,
      type: "act",
      config: z.strictObject({ url: textField(), once: z.boolean() }),
      output: () => unknownType,
      promise: ({ once }) => (once ? "at_most_once" : "at_least_once"),
    });
    const one = compiled(action, { url: "/{{ trigger.n }}", once: true });
    expect(one.kind === "action" && [one.promise, one.request(scope)]).toEqual([
      "at_most_once",
      { url: "/5", once: true },
    ]);
  });
});
