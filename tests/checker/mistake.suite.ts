import { registry } from "@stepwell/catalog";
import {
  checkDefinition,
  defaultLimits,
  type Finding,
  type JsonObject,
  parseDefinition,
  required,
} from "@stepwell/core";

/* Steps that are right, to plant mistakes among. */

const sample = {
  order: { id: "o_1", amount: 12, paid: true, lines: [{ sku: "a", price: 5 }] },
  placed: "2026-03-02",
};
export const trigger = { type: "webhook", config: { mode: "async", sample } };
const limits = { ...defaultLimits, stepsPerWorkflowMax: 200 };

export interface Parts {
  readonly steps?: readonly JsonObject[];
  readonly trigger?: JsonObject;
  readonly settings?: JsonObject;
}

export function check(parts: Parts): readonly Finding[] {
  const whole = { format: "stepwell/v1", name: "Mistakes", trigger, steps: [], ...parts };
  const parsed = parseDefinition(whole);
  const definition = required(parsed.ok ? parsed.definition : undefined, JSON.stringify(parsed));
  return checkDefinition(definition, registry, limits);
}

export const formula = (id: string, expression: string): JsonObject => ({
  id,
  type: "calculate",
  config: { engine: "formula", expression },
});
export const text = (id: string, expression: string): JsonObject => ({
  id,
  type: "calculate",
  config: { engine: "template", expression },
});
export const right = (id: string): JsonObject => formula(id, "1 + 1");
export const branch = (id: string, ...steps: readonly JsonObject[]): JsonObject => ({
  id,
  steps: [...steps],
});
export const when = (left: string, operator: string, value?: string | number): JsonObject => ({
  left,
  operator,
  ...(value !== undefined && { right: value }),
});
export const condition = (
  id: string,
  test: JsonObject,
  branches: readonly JsonObject[],
): JsonObject => ({
  id,
  type: "condition",
  config: { mode: "branches", if: test },
  branches: [...branches],
});
export const large = when("{{ trigger.body.order.amount }}", "greater_than", 100);
export const http = (id: string, more: JsonObject = {}): JsonObject => ({
  id,
  type: "http",
  config: { url: "https://example.com", ...more },
});
export const loop = (id: string, over: string, ...steps: readonly JsonObject[]): JsonObject => ({
  id,
  type: "loop",
  config: { over },
  branches: [branch("body", ...steps)],
});
export const lines = "{{ trigger.body.order.lines }}";
export const parallel = (id: string, ...branches: readonly JsonObject[]): JsonObject => ({
  id,
  type: "parallel",
  branches: [...branches],
});

/** What is planted, and the one finding that comes of it. */
export interface Mistake {
  readonly what: string;
  readonly parts: Parts;
  readonly code: string;
  readonly stepId: string | null;
  /** Part of its message or hint. */
  readonly says: string;
}

type Finds = readonly [code: string, stepId: string, says: string];

/** Ids of steps are unique in all tables: all are planted together as well. */
export type MistakeInSteps = readonly [what: string, steps: readonly JsonObject[], ...finds: Finds];

export function mistakeOf([what, steps, code, stepId, says]: MistakeInSteps): Mistake {
  return { what, parts: { steps }, code, stepId, says };
}
