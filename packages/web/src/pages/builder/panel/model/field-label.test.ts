import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import type { JsonSchema, StepTypeEntry, TriggerTypeEntry } from "../../../../api/catalog.ts";
import { fieldLabelAt } from "./field-label.ts";

const calls: JsonSchema = {
  properties: {
    url: { title: "URL" },
    timeoutMs: {},
    retry: { properties: { wait: { title: "Wait between" } } },
    headers: { items: { properties: { name: { title: "Name of the header" } } } },
    auth: {
      oneOf: [
        { properties: { kind: { const: "none" } } },
        { properties: { kind: { const: "key" }, key: { title: "Its key" } } },
      ],
    },
  },
};

const types = {
  steps: new Map([["call", { config: calls } as StepTypeEntry]]),
  triggers: new Map([
    [
      "clock",
      { config: { properties: { cron: { title: "Times" } } } } as unknown as TriggerTypeEntry,
    ],
  ]),
};

const definition = {
  trigger: { type: "clock", config: {} },
  steps: [
    { id: "a", type: "call", config: { auth: { kind: "key" } } },
    { id: "b", type: "unknown", config: {} },
  ],
} as unknown as Definition;

const at = (path: string, stepId: string | null = "a") =>
  fieldLabelAt({ stepId, path }, definition, types);

describe("the label of a field", () => {
  it("is its title, or its name in words", () => {
    expect(at("steps.0.config.url")).toBe("URL");
    expect(at("steps.0.config.timeoutMs")).toBe("Timeout ms");
    expect(at("trigger.config.cron", null)).toBe("Times");
  });

  it("is found in objects, lists and the form that the value has", () => {
    expect(at("steps.0.config.retry.wait")).toBe("Wait between");
    expect(at("steps.0.config.headers.2.name")).toBe("Name of the header");
    expect(at("steps.0.config.auth.key")).toBe("Its key");
  });

  it("is not made up where the panel shows no such field", () => {
    expect(at("steps.0.config.nothing")).toBeUndefined();
    expect(at("steps.0.config.headers.2")).toBeUndefined();
    expect(at("steps.0.onError")).toBeUndefined();
    expect(at("steps.1.config.url", "b")).toBeUndefined();
    expect(at("steps.2.config.url", "gone")).toBeUndefined();
  });
});
