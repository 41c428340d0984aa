import { definitionWith } from "../edit/sample-definition.suite.ts";
import type { Json, JsonObject } from "../json.ts";
import { defaultLimits, type Limits } from "../limits.ts";
import { checkDefinition } from "./check.ts";
import type { Finding } from "./finding.ts";
import { registry } from "./sample-registry.suite.ts";

/* Definitions over the sample registry, and what the checker says of them. */

export const trigger = { type: "hook", config: { isOpen: false } };
const roomy: Limits = { ...defaultLimits, stepsPerWorkflowMax: 100 };

export function check(parts: JsonObject, limits: Limits = roomy): readonly Finding[] {
  return checkDefinition(definitionWith({ trigger, ...parts }), registry, limits);
}

/** `!` marks an error, `?` a warning. */
export function told(findings: readonly Finding[]): readonly string[] {
  return findings.map(
    ({ severity, code, path }) => `${severity === "error" ? "!" : "?"} ${code} ${path}`,
  );
}

export const look = (id: string, at: Json): JsonObject => ({ id, type: "look", config: { at } });
export const count = (id: string, value: Json): JsonObject => ({
  id,
  type: "count",
  config: { value },
});
export const stop = (id: string): JsonObject => ({ id, type: "stop" });
export const met = { left: "{{ trigger.amount }}", operator: "greater_than", right: 1 };
