import { createWorkflow, testStep, testWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { refusal } from "./checked-client.suite.ts";
import { deploy, useTestServer } from "./open-test-server.suite.ts";
import { calculate, manual, output, post } from "./sample-definitions.suite.ts";

const test = useTestServer();

describe("a test", () => {
  it("tries a disabled step as if it were enabled, with those around it", async () => {
    const call = await test().client();
    const inside = { ...calculate("inside", "1 + 1"), disabled: true };
    const around = {
      id: "around",
      type: "condition",
      config: { mode: "branches", if: { left: 1, operator: "equals", right: 1 } },
      branches: [{ id: "yes", steps: [inside] }],
      disabled: true,
    };
    const steps = [around, { ...calculate("broken", "1 +"), disabled: true }];
    const { id } = await call(createWorkflow, { body: { definition: manual(steps) as never } });
    const trial = await call(testStep, { params: { id, stepId: "inside" }, body: {} });
    expect(trial.stepRuns).toMatchObject([{ stepId: "inside", output: 2 }]);
    const refused = await refusal(call(testStep, { params: { id, stepId: "broken" }, body: {} }));
    expect(refused.code).toBe("definition_has_errors");
  });

  it("leaves out what is disabled where the whole draft is tried", async () => {
    const call = await test().client();
    const steps = [
      { ...post("tell", "http://127.0.0.1:9/disabled"), disabled: true, note: "Not before May" },
      { id: "later", type: "http", config: {}, disabled: true },
      output('{{ steps.tell.body ?? "nobody" }}'),
    ];
    const { id } = await deploy(call, manual(steps));
    const trial = await call(testWorkflow, { params: { id }, body: { allow: ["tell"] } });
    expect(trial.stepRuns).toMatchObject([{ stepId: "out", output: "nobody" }]);
    expect(trial.effects).toEqual([]);
    const body = { until: "tell" };
    const refused = await refusal(call(testWorkflow, { params: { id }, body }));
    expect(refused).toMatchObject({ code: "invalid_input" });
  });
});
