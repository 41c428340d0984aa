import { booleanType, conditionField, defineControl, type Plan } from "@stepwell/core";
import { z } from "zod";

const yesOrNo = {
  kind: "fixed",
  ids: ["yes", "no"],
  requiredIds: [],
  isChoice: true,
} as const;

export const condition = defineControl({
  type: "condition",
  group: "flow",
  title: "Condition",
  summary: "Goes on only if a condition is met, or takes the yes or the no branch.",
  icon: "split",
  sample: {
    mode: "continue",
    if: { left: "{{ trigger.body.amount }}", operator: "greater_than", right: 100 },
  },
  branches: yesOrNo,
  config: z.strictObject({
    mode: z
      .enum(["continue", "branches"])
      .default("continue")
      .meta({ title: "What follows", main: true }),
    if: conditionField().meta({ title: "If", ui: "condition" }),
  }),
  branchesFor: ({ mode }) => (mode === "branches" ? yesOrNo : undefined),
  mayLeaveList: ({ mode }) => mode === "continue",
  output: () => booleanType,
  plan({ mode, if: test }, scope, branches): Plan {
    const isMet = test.evaluate(scope) ?? false;
    if (mode === "continue") return { kind: isMet ? "pass" : "stop", output: isMet };
    const branch = isMet ? "yes" : "no";
    if (!branches.ids.includes(branch)) return { kind: "pass", output: isMet };
    return {
      kind: "frames",
      frames: {
        count: 1,
        concurrency: 1,
        join: "all",
        keepsOutcomes: false,
        frame: () => ({ branch, key: branch, scope: {} }),
        output: () => isMet,
      },
    };
  },
});
