import { describe, expect, it } from "vitest";
import { findingTexts, start } from "../../run-step.suite.ts";

const step = {
  id: "one",
  type: "call_workflow",
  config: { workflow: "Other", input: { n: "{{ trigger.n }}" } },
};

describe("call_workflow", () => {
  it("waits for the called run and gives its output", () => {
    const trial = start({ steps: [step], trigger: { n: 5 } });
    expect(trial.calls()).toEqual([{ path: "one", call: { workflow: "Other", input: { n: 5 } } }]);
    trial.called("one", { status: "succeeded", output: { m: 6 } });
    expect(trial.run.status).toBe("succeeded");
    expect(trial.stepRuns()).toMatchObject([{ output: { m: 6 }, calledRunId: "run_of_one" }]);
  });

  it("gives an empty object where no input is given", () => {
    const trial = start({ steps: [{ ...step, config: { workflow: "Other" } }] });
    expect(trial.calls()[0]?.call.input).toEqual({});
  });

  it("fails with what the called run says of its end", () => {
    const trial = start({ steps: [step], trigger: { n: 5 } });
    trial.called("one", { status: "failed", reason: "end_step", message: "no stock", output: 3 });
    expect(trial.run).toMatchObject({ status: "failed", reason: "step_error" });
    expect(trial.run.failure).toMatchObject({
      code: "called_run_failed",
      message: 'the run of workflow "Other" ended as failed: no stock',
      details: { runId: "run_of_one", status: "failed", reason: "end_step", output: 3 },
    });
  });

  it("goes on with the error where its policy says so", () => {
    const trial = start({ steps: [{ ...step, onError: "continue" }], trigger: { n: 5 } });
    trial.called("one", { status: "canceled" });
    expect(trial.run.status).toBe("succeeded");
    expect(trial.stepRuns()[0]?.failure?.message).toBe(
      'the run of workflow "Other" ended as canceled',
    );
  });

  it("is allowed in sync workflows", () => {
    const settings = { mode: "sync" };
    expect(findingTexts({ steps: [step], settings })).toEqual([]);
  });
});
