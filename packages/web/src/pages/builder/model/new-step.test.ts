import type { Definition } from "@stepwell/core";
import { expect, it } from "vitest";
import type { JsonSchema, StepTypeEntry } from "../../../api/catalog.ts";
import { newStep } from "./new-step.ts";

const definition: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [],
};

function configOf(config: JsonSchema): unknown {
  const entry = { type: "some", config, branches: null } as Partial<StepTypeEntry>;
  return newStep(definition, entry as StepTypeEntry).config;
}

it("starts in the first of several forms, so that its fields are there", () => {
  const wait = {
    properties: { for: { properties: { amount: {}, unit: { enum: ["minutes"] } } } },
    required: ["for"],
  };
  const until = { properties: { until: { type: "string" } }, required: ["until"] };
  expect(configOf({ anyOf: [wait, until] })).toEqual({ for: { amount: 5, unit: "minutes" } });
  const formula = { properties: { engine: { const: "formula" }, expression: {} } };
  expect(configOf({ oneOf: [formula, { properties: { engine: { const: "js" } } }] })).toEqual({
    engine: "formula",
  });
  expect(configOf({ properties: { url: { type: "string" } }, required: ["url"] })).toEqual({});
});
