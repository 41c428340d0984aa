import { describe, expect, it } from "vitest";
import { sampleScope } from "../formula/sample-scope.ts";
import { explainCondition } from "./explain.ts";

const scope = sampleScope({ trigger: { amount: 5, name: "Ada" } });

describe("explainCondition", () => {
  it("gives both sides and the outcome of every comparison, met or not", () => {
    const tree = {
      all: [
        { left: "{{ trigger.amount }}", operator: "greater_than", right: 100 },
        { any: [{ left: "{{ trigger.name }}", operator: "exists" }] },
        { left: "{{ trigger.name }}", operator: "less_than", right: 1 },
      ],
    };
    expect(explainCondition(tree, scope)).toEqual([
      { path: ["all", 0], operator: "greater_than", left: 5, right: 100, outcome: false },
      {
        path: ["all", 1, "any", 0],
        operator: "exists",
        left: "Ada",
        right: undefined,
        outcome: true,
      },
      {
        path: ["all", 2],
        operator: "less_than",
        left: "Ada",
        right: 1,
        outcome: {
          code: "condition_type_error",
          message:
            "the comparison all[2] (less_than) cannot be answered: the left side is text, the right side number; two numbers, two texts or two dates are needed",
          details: { path: "all[2]", operator: "less_than", left: "text" },
          retryable: false,
        },
      },
    ]);
  });

  it("explains nothing of what does not compile", () => {
    expect(explainCondition({ all: 5 }, scope)).toEqual([]);
  });
});
