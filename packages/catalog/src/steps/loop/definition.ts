import {
  conditionField,
  defineControl,
  listOf,
  nullType,
  numberType,
  objectOf,
  booleanType,
  typedField,
  unionOf,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";
import { itemType, loopPlan } from "./plan.ts";

const over = unionOf([listOf(unknownType), numberType, nullType]);

const loopConfig = z
  .strictObject({
    over: typedField(over)
      .optional()
      .meta({ title: "Over", description: "A list, or a number of times" }),
    while: conditionField().optional().meta({ title: "While", ui: "condition", inside: true }),
    maxIterations: z.int().min(1).optional().meta({ title: "At most so many times" }),
    if: conditionField().optional().meta({ title: "Only if", ui: "condition", inside: true }),
    ifNotMet: z.enum(["skip", "stop"]).default("skip"),
    onFailure: z.enum(["fail", "break", "continue"]).default("fail"),
    concurrency: z.int().min(1).max(100).default(1),
  })
  .superRefine((loop, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    if (loop.while === undefined) {
      if (loop.over === undefined)
        refuse("over", "say what to loop over, or while which condition");
      if (loop.maxIterations !== undefined)
        refuse("maxIterations", "this is only for a loop with a condition");
      return;
    }
    if (loop.over !== undefined)
      refuse("while", "a loop goes over something or while a condition is met, not both");
    if (loop.concurrency > 1)
      refuse("concurrency", "a loop with a condition takes one turn at a time");
    if (loop.ifNotMet === "stop")
      refuse("ifNotMet", "ask this in the condition of the loop itself");
  });

export type LoopConfig = z.output<typeof loopConfig>;

export const loop = defineControl({
  type: "loop",
  group: "flow",
  title: "Loop",
  summary:
    "Runs its branch for each item of a list, a number of times, or while a condition is met.",
  icon: "repeat",
  sample: { over: "{{ trigger.body.items }}" },
  branches: { kind: "fixed", ids: ["body"], requiredIds: ["body"], isChoice: false },
  insideFields: ["if", "while"],
  config: loopConfig,
  output: () =>
    objectOf({
      iterations: numberType,
      succeeded: numberType,
      failed: numberType,
      skipped: numberType,
      stopped: booleanType,
    }),
  scopeType: ({ over: items }, infer) => {
    const place = { index: numberType, sequence: numberType };
    if (!items) return objectOf({ item: numberType, ...place });
    const item = itemType(infer(items)) ?? unknownType;
    return objectOf({ item, ...place, length: numberType });
  },
  plan: loopPlan,
});
