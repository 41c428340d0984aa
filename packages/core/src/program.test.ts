import { describe, expect, it } from "vitest";
import { definitionWith } from "./edit/sample-definition.suite.ts";
import { registry } from "./interpreter/laws/step-types.suite.ts";
import type { Json, JsonObject } from "./json.ts";
import { compileProgram, type ProgramList } from "./program.ts";

function compiled(parts: JsonObject) {
  const source = {
    workflow: { id: "wf_1", name: "W" },
    version: 3,
    definition: definitionWith(parts),
  };
  return compileProgram(source, registry);
}

interface Shape {
  readonly id: string;
  readonly branches: readonly (readonly Shape[])[];
}

function shapeOf(steps: ProgramList): readonly Shape[] {
  return steps.map(({ id, branches }) => ({
    id,
    branches: [...branches.values()].map((branch) => shapeOf(branch.steps)),
  }));
}

const when: Json = { left: "{{ trigger.n }}", operator: "equals", right: 1 };

describe("a program", () => {
  it("without settings has the defaults", () => {
    expect(compiled({})).toMatchObject({
      version: 3,
      mode: "async",
      timeoutMs: undefined,
      cycleLimit: 1,
      timeZone: "UTC",
      concurrency: undefined,
      when: undefined,
      steps: [],
      variable: { id: "wf_1", name: "W", version: 3 },
    });
  });

  it("has what its settings say", () => {
    const timeout = { amount: 2, unit: "minutes" };
    const settings = { mode: "sync", timeout, cycleLimit: 4, timeZone: "Asia/Kolkata" };
    const program = compiled({ settings: { ...settings, concurrency: { limit: 2 } } });
    expect(program).toMatchObject({
      mode: "sync",
      timeoutMs: 120_000,
      cycleLimit: 4,
      timeZone: "Asia/Kolkata",
      concurrency: { limit: 2, key: undefined },
    });
    const key = "{{ trigger.id }}";
    const keyed = compiled({ settings: { concurrency: { limit: 2, key } } });
    expect(keyed.concurrency?.key?.source).toBe(key);
  });

  it("has its steps, branches and conditions compiled", () => {
    const branches = [
      { id: "b0", when, steps: [{ id: "two", type: "calc", config: { of: [], fails: false } }] },
      { id: "error", steps: [] },
    ];
    const policies = { retry: { attempts: 2 }, timeout: 500, onError: "branch" };
    const step = { id: "one", type: "pick", config: { ifNone: "fail" }, branches, ...policies };
    const [one] = compiled({ trigger: { type: "begin", when }, steps: [step] }).steps;
    expect(one).toMatchObject({
      id: "one",
      type: "pick",
      onError: "branch",
      timeoutMs: 500,
      branchIds: ["b0"],
      retry: { attempts: 2 },
    });
    expect(one?.branches.get("b0")?.steps[0]?.id).toBe("two");
    expect(one?.branches.get("b0")?.when?.source).toEqual(when);
    expect(one?.branches.get("error")?.when).toBeUndefined();
  });

  it("has no step that is disabled, nor what is inside it", () => {
    const calc = (id: string, more: JsonObject = {}) => ({
      id,
      type: "calc",
      config: { of: [], fails: false },
      ...more,
    });
    const fork = (id: string, steps: readonly JsonObject[], more: JsonObject = {}) => ({
      id,
      type: "pick",
      config: { ifNone: "fail" },
      branches: [{ id: "b0", when, steps }],
      ...more,
    });
    const disabled = { disabled: true };
    const whole = [
      calc("a", disabled),
      fork("b", [calc("c"), calc("d", disabled)]),
      fork("e", [calc("f")], disabled),
      { id: "g", type: "none", disabled: true },
    ];
    const left = [fork("b", [calc("c")])];
    expect(JSON.stringify(shapeOf(compiled({ steps: whole }).steps))).toBe(
      JSON.stringify(shapeOf(compiled({ steps: left }).steps)),
    );
  });

  it.each<[string, JsonObject, string]>([
    ["step type", { steps: [{ id: "one", type: "none" }] }, "step type none"],
    ["config", { steps: [{ id: "one", type: "calc" }] }, "definition was not checked: one"],
    ["trigger type", { trigger: { type: "none" } }, "trigger type"],
    [
      "trigger config",
      { trigger: { type: "begin", config: { a: 1 } } },
      "definition was not checked: trigger",
    ],
    [
      "condition",
      { trigger: { type: "begin", when: { left: 1, operator: "x" } } },
      "definition was not checked: condition",
    ],
    [
      "key",
      { settings: { concurrency: { limit: 1, key: "{{" } } },
      "definition was not checked: settings.concurrency.key",
    ],
  ])("of a definition with a wrong %s is a bug of ours", (_what, parts, message) => {
    expect(() => compiled(parts)).toThrow(message);
  });
});
