import type { Definition } from "@stepwell/core";
import { expect, it } from "vitest";
import { brokenValues } from "./broken-values.ts";

const definition: Definition = {
  format: "stepwell/v1",
  name: "Orders",
  trigger: { type: "webhook", config: {} },
  steps: [
    {
      id: "large",
      type: "condition",
      config: { if: { all: [{ left: "{{ trigger.body.amount }}", operator: "exists" }] } },
      branches: [
        {
          id: "yes",
          when: { all: [{ left: "{{ trigger.query.page }}", operator: "exists" }] },
          steps: [
            {
              id: "twice",
              type: "calculate",
              config: {
                expression: "trigger.body.amount + trigger.body.amount + trigger.time.hour",
              },
            },
          ],
        },
      ],
    },
    { id: "own", type: "output", config: { value: "{{ steps.trigger.x }}" } },
  ],
};

const pathsOf = (next: Parameters<typeof brokenValues>[1]) =>
  brokenValues(definition, next).map(({ step, path }) => `${step.id} ${path}`);

it("values that the other trigger does not have are told once for each step", () => {
  expect(pathsOf({ findings: [], sampleEvent: { time: {} } })).toEqual([
    "large trigger.body.amount",
    "large trigger.query.page",
    "twice trigger.body.amount",
  ]);
});

it("what the checker finds wrong breaks as well, and nothing else", () => {
  const finding = {
    severity: "error",
    stepId: "twice",
    path: "steps.0.config.expression",
    message: "trigger.time.hour: there is no field “hour”",
    code: "unknown_field",
    variable: "trigger.time.hour",
  } as const;
  const sampleEvent = { body: {}, query: {}, time: {} };
  expect(pathsOf({ findings: [finding], sampleEvent })).toEqual(["twice trigger.time.hour"]);
});

it("a finding about a longer name is not one about what it begins with", () => {
  const expression = "trigger.a + trigger.ab + trigger.list[0].x";
  const reads = { id: "reads", type: "calculate", config: { expression } };
  const found = (variable: string) => ({
    severity: "error" as const,
    stepId: "reads",
    path: "steps.0.config.expression",
    message: `${variable}: there is no field`,
    code: "unknown_field",
    variable,
  });
  const findings = [found("trigger.ab"), found("trigger.list[0].x")];
  const sampleEvent = { a: 1, ab: 2, list: [] };
  const broken = brokenValues({ ...definition, steps: [reads] }, { findings, sampleEvent });
  expect(broken.map(({ path }) => path)).toEqual(["trigger.ab", "trigger.list"]);
});

it("nothing breaks where no step reads the trigger", () => {
  expect(brokenValues({ ...definition, steps: [] }, { findings: [], sampleEvent: null })).toEqual(
    [],
  );
});
