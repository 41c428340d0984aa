import { describe, expect, it } from "vitest";
import { defaultLimits } from "../limits.ts";
import { check, count, told, trigger } from "./sample-check.suite.ts";

describe("the whole", () => {
  it("of a sync workflow cannot wait", () => {
    const steps = [{ id: "a", type: "rest" }];
    expect(told(check({ settings: { mode: "sync" }, steps }))).toEqual(["! waits_in_sync steps.0"]);
  });

  it("warns of two modes that contradict each other; that of the settings counts", () => {
    const modes = (settings: object, config: object) =>
      told(
        check({
          settings: settings as never,
          trigger: { type: "hook", config: { isOpen: false, ...config } },
          steps: [count("a", 1)],
        }),
      );
    expect(modes({ mode: "sync" }, { mode: "async" })).toEqual([
      "? mode_contradiction settings.mode",
    ]);
    expect(modes({ mode: "async" }, { mode: "sync" })).toEqual([
      "? mode_contradiction settings.mode",
    ]);
    expect(modes({ mode: "sync" }, { mode: "sync" })).toEqual([]);
    // Said in one place only, it is no contradiction: the trigger's default is nobody's word.
    expect(modes({ mode: "sync" }, {})).toEqual([]);
    expect(modes({}, { mode: "sync" })).toEqual([]);
  });

  it("warns of a trigger that is odd and a workflow without steps", () => {
    const odd = { type: "hook", config: { isOpen: true } };
    expect(told(check({ trigger: odd }))).toEqual([
      "? trigger_warning trigger.config.isOpen",
      "? no_steps steps",
    ]);
  });

  it("refuses conditions and keys that cannot be read", () => {
    const broken = check({
      trigger: { ...trigger, when: { all: [{ left: 1, operator: "nope" }] } },
      settings: { concurrency: { limit: 1, key: "{{" } },
      steps: [count("a", 1)],
    });
    expect(told(broken)).toEqual([
      "! invalid_config trigger.when.all.0.operator",
      "! invalid_config settings.concurrency.key",
    ]);
  });

  it("keeps to the limits", () => {
    const limits = { ...defaultLimits, stepsPerWorkflowMax: 2, nestingDepthMax: 1 };
    const branches = [{ id: "a", steps: [count("b", 1), count("c", 1)] }];
    const findings = check({ steps: [{ id: "a", type: "both", branches }] }, limits);
    expect(told(findings)).toEqual([
      "! limit_reached steps",
      "! limit_reached steps.0.branches.0.steps.0",
    ]);
    expect(findings.map(({ stepId }) => stepId)).toEqual([null, "b"]);
    expect(findings.map(({ message }) => message)).toEqual([
      "The workflow has 3 steps. The limit stepsPerWorkflowMax (2) is reached. An admin can raise it in Settings → Limits (PATCH /settings/limits).",
      "This step is nested too deeply. The limit nestingDepthMax (1) is reached. An admin can raise it in Settings → Limits (PATCH /settings/limits).",
    ]);
    const exact = { ...defaultLimits, stepsPerWorkflowMax: 3, nestingDepthMax: 2 };
    expect(check({ steps: [{ id: "a", type: "both", branches }] }, exact)).toEqual([]);
  });
});
