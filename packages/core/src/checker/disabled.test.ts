import { describe, expect, it } from "vitest";
import { definitionWith } from "../edit/sample-definition.suite.ts";
import type { Json, JsonObject } from "../json.ts";
import { defaultLimits } from "../limits.ts";
import { walkDefinition } from "./check.ts";
import { stepsIn } from "./layer.ts";
import { check, count, look, met, stop, told, trigger } from "./sample-check.suite.ts";
import { registry } from "./sample-registry.suite.ts";

const off = (step: JsonObject): JsonObject => ({ ...step, disabled: true });
const fork = (steps: readonly Json[]): JsonObject => ({
  id: "d",
  type: "decide",
  config: { if: met },
  branches: [{ id: "yes", steps }],
});

describe("a disabled step", () => {
  it("may be unfinished, and so may what is inside", () => {
    const broken = { id: "b", type: "mystery" };
    expect(told(check({ steps: [off(broken), count("a", 1)] }))).toEqual([]);
    expect(
      told(check({ steps: [off(fork([broken, look("x", "{{ steps.no }}")])), stop("s")] })),
    ).toEqual([]);
  });

  it("gives nothing to those that follow, unless they have a default", () => {
    const first = off(count("a", 1));
    const [finding, ...others] = check({ steps: [first, look("b", "{{ steps.a }}")] });
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: "error",
      code: "step_disabled",
      stepId: "b",
      message: "the step “a” is disabled",
      hint: 'Enable it, or give a default, as {{ steps.a ?? "…" }}.',
      variable: "steps.a",
    });
    expect(told(check({ steps: [first, look("b", "{{ steps.a ?? 1 }}")] }))).toEqual([]);
    const around = off(fork([count("a", 1)]));
    expect(told(check({ steps: [around, look("b", "{{ steps.a }}")] }))).toEqual([
      "! step_disabled steps.1.config.at",
    ]);
  });

  it("gives a variable no value", () => {
    const declare = { id: "v", type: "declare", config: { name: "v", value: 1 } };
    const read = look("b", "{{ vars.v }}");
    expect(told(check({ steps: [declare, read] }))).toEqual([]);
    expect(told(check({ steps: [off(declare), read] }))).toEqual([
      "! step_disabled steps.1.config.at",
    ]);
    expect(told(check({ steps: [off(declare), look("b", "{{ vars.v ?? 2 }}")] }))).toEqual([]);
    // Where it is worked on, it has its value.
    expect(told(check({ steps: [off(fork([declare, read]))] }))).toEqual(["? no_steps steps"]);
  });

  it("leaves the type of a variable to the steps that run", () => {
    const declare = (id: string, value: Json) => ({
      id,
      type: "declare",
      config: { name: "v", value },
    });
    const steps = [declare("a", { id: 1 }), off(declare("b", { name: "x" }))];
    expect(told(check({ steps: [...steps, look("c", "{{ vars.v.name }}")] }))).toEqual([
      "! unknown_field steps.2.config.at",
    ]);
    expect(told(check({ steps: [...steps, look("c", "{{ vars.v.id }}")] }))).toEqual([]);
  });

  it("neither ends a run nor is unreachable", () => {
    const after = count("after", 1);
    expect(told(check({ steps: [stop("s"), after] }))).toEqual(["? unreachable_step steps.1"]);
    expect(told(check({ steps: [off(stop("s")), after] }))).toEqual([]);
    expect(told(check({ steps: [stop("s"), off(after)] }))).toEqual([]);
  });

  it("still counts where ids must differ", () => {
    expect(told(check({ steps: [off(count("a", 1)), count("a", 1)] }))).toEqual([
      "! duplicate_id steps.1",
    ]);
  });

  it("leaves nothing to do where it is the only one", () => {
    const [finding] = check({ steps: [off(count("a", 1))] });
    expect(finding).toMatchObject({
      code: "no_steps",
      message: "every step is disabled: the runs do nothing",
    });
  });

  it("and what is inside see what was done before, for who goes on building", () => {
    const steps = [count("a", 1), off(fork([count("b", 1), count("c", 1)]))];
    const seen = new Map<string, readonly string[]>();
    walkDefinition(definitionWith({ trigger, steps }), {
      registry,
      limits: defaultLimits,
      visit(place, { done }) {
        if (place.kind === "step") seen.set(place.stepId, [...stepsIn(done).keys()]);
      },
    });
    expect(seen.get("d")).toEqual(["a"]);
    expect(seen.get("c")).toEqual(["b", "a"]);
  });
});
