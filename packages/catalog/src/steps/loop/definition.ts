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

const loopConfig = z.strictObject({
  over: typedField(over).meta({ title: "Over", description: "A list, or a number of times" }),
  if: conditionField().optional().meta({ title: "Only if", ui: "condition" }),
  ifNotMet: z.enum(["skip", "stop"]).default("skip"),
  onFailure: z.enum(["fail", "break", "continue"]).default("fail"),
  concurrency: z.int().min(1).max(100).default(1),
});

export type LoopConfig = z.output<typeof loopConfig>;

export const loop = defineControl({
  type: "loop",
  group: "flow",
  title: "Loop",
  summary: "Runs its branch once for each item of a list, or a number of times.",
  icon: "repeat",
  sample: { over: "{{ trigger.body.items }}" },
  branches: { kind: "fixed", ids: ["body"], requiredIds: ["body"], isChoice: false },
  insideFields: ["if"],
  config: loopConfig,
  output: () =>
    objectOf({
      iterations: numberType,
      succeeded: numberType,
      failed: numberType,
      skipped: numberType,
      stopped: booleanType,
    }),
  scopeType: (config, infer) =>
    objectOf({
      item: itemType(infer(config.over)) ?? unknownType,
      index: numberType,
      sequence: numberType,
      length: numberType,
    }),
  plan: loopPlan,
});
