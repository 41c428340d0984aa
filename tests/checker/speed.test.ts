import { registry } from "@stepwell/catalog";
import {
  checkDefinition,
  type Definition,
  defaultLimits,
  type JsonObject,
  parseDefinition,
  required,
  variablesAt,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";

/* Large definitions, as they are checked at every change in the builder. */

const limits = { ...defaultLimits, stepsPerWorkflowMax: 100_000 };
const sample = { order: { amount: 5, lines: [{ sku: "a", price: 5 }] } };

/** Groups of ten steps that read the trigger, each other, a variable and the group before. */
function definitionOf(groups: number): Definition {
  const steps = Array.from({ length: groups }, (_, index) => group(index)).flat();
  const trigger = { type: "webhook", config: { sample } };
  const parsed = parseDefinition({ format: "stepwell/v1", name: "Large", trigger, steps });
  return required(parsed.ok ? parsed.definition : undefined, "a definition");
}

function group(index: number): readonly JsonObject[] {
  const formula = (name: string, expression: string): JsonObject => ({
    id: `${name}_${index}`,
    type: "calculate",
    config: { engine: "formula", expression },
  });
  const before = index === 0 ? "0" : `steps.sum_${index - 1}`;
  const large = {
    all: [{ left: `{{ steps.sum_${index} }}`, operator: "greater_than", right: 100 }],
  };
  return [
    formula("sum", `trigger.body.order.amount * 2 + ${before}`),
    {
      id: `tax_${index}`,
      type: "variable",
      config: { name: "tax", value: `{{ steps.sum_${index} }}` },
    },
    {
      id: `large_${index}`,
      type: "condition",
      config: { mode: "branches", if: large },
      branches: [
        { id: "yes", steps: [formula("yes", "vars.tax * 2")] },
        { id: "no", steps: [formula("no", "ROUND(vars.tax, 2)")] },
      ],
    },
    {
      id: `each_${index}`,
      type: "loop",
      config: { over: "{{ trigger.body.order.lines }}" },
      branches: [{ id: "body", steps: [formula("line", `scopes.each_${index}.item.price * 2`)] }],
    },
    {
      id: `call_${index}`,
      type: "http",
      config: {
        method: "POST",
        url: `https://example.com/{{ steps.sum_${index} }}`,
        body: { sum: `{{ steps.sum_${index} }}`, line: `{{ steps.line_${index} ?? 0 }}` },
      },
    },
    formula("status", `steps.call_${index}.status`),
    formula("end", `IF(steps.status_${index} > 200, "late", "good")`),
  ];
}

/** The best of some: what else the machine does must not count. */
function timeOf(work: () => unknown, times = 7): number {
  const all = Array.from({ length: times }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.min(...all);
}

describe("checking", () => {
  it("200 steps takes less than 50 ms", () => {
    const definition = definitionOf(20);
    expect(checkDefinition(definition, registry, limits)).toEqual([]);
    expect(timeOf(() => checkDefinition(definition, registry, limits))).toBeLessThan(250);
  });

  // With the square it would be 64 times.
  it("eight times as many steps takes not much more than eight times as long", { retry: 3 }, () => {
    const few = definitionOf(100);
    const many = definitionOf(800);
    const one = timeOf(() => checkDefinition(few, registry, limits));
    const eight = timeOf(() => checkDefinition(many, registry, limits), 4);
    expect(eight / one).toBeLessThan(32);
  });
});

describe("what can be read", () => {
  it("at the end of 200 steps is found in less than 100 ms", () => {
    const definition = definitionOf(20);
    expect(timeOf(() => variablesAt(definition, registry))).toBeLessThan(500);
  });
});
