import { defineControl, nullType, type Plan, StepError, textType, unionOf } from "@stepwell/core";
import { z } from "zod";

const fallbackId = "otherwise";

export const switchStep = defineControl({
  type: "switch",
  group: "flow",
  title: "Switch",
  summary: "Takes the first branch whose condition is met, otherwise the branch Otherwise.",
  icon: "list-tree",
  sample: { ifNone: "continue" },
  branches: { kind: "free", min: 1, fallbackId },
  config: z.strictObject({ ifNone: z.enum(["continue", "fail"]).default("continue") }),
  output: () => unionOf([textType, nullType]),
  plan({ ifNone }, scope, branches): Plan {
    const branch =
      branches.ids.find((id) => id !== fallbackId && branches.isMet(id, scope)) ??
      branches.ids.find((id) => id === fallbackId);
    if (branch === undefined) {
      if (ifNone === "continue") return { kind: "pass", output: null };
      throw new StepError({
        code: "no_branch_met",
        message: "No branch's condition is met, and there is no branch “otherwise”.",
      });
    }
    return {
      kind: "frames",
      frames: {
        count: 1,
        concurrency: 1,
        join: "all",
        keepsOutcomes: false,
        frame: () => ({ branch, key: branch, scope: {} }),
        output: () => branch,
      },
    };
  },
});
