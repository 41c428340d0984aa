import { describe, expect, it } from "vitest";
import type { Variable } from "../variables/variable-row.ts";
import { testInput } from "./test-input.ts";

const variable = (path: string, more: Partial<Variable> = {}): Variable => ({
  root: path.split(".")[0] as Variable["root"],
  path,
  title: path,
  kind: "text",
  type: "text",
  isCertain: true,
  ...more,
});

describe("the input of a test", () => {
  const items = [
    variable("trigger", {
      children: [
        variable("trigger.body", { children: [variable("trigger.body.a", { sample: 1 })] }),
      ],
    }),
    variable("steps.one", { sample: "x" }),
    variable("env.HOST", { sample: "h" }),
  ];

  it("has what the step reads, with the values that were last", () => {
    expect(testInput(items, '{"url":"{{ trigger.body.a }}"}')).toEqual({
      trigger: { body: { a: 1 } },
    });
  });

  it("has neither what the step does not read nor what the environment gives", () => {
    expect(testInput(items, "{{ env.HOST }} {{ steps.one }}")).toEqual({ steps: { one: "x" } });
  });
});
