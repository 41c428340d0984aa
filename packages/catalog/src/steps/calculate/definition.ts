import { defineCompute, formulaField, templateField } from "@stepwell/core";
import { z } from "zod";

const formula = z.strictObject({
  engine: z.literal("formula"),
  expression: formulaField().meta({ title: "Formula", ui: "formula" }),
});

const template = z.strictObject({
  engine: z.literal("template"),
  expression: templateField().meta({ title: "Template", ui: "template" }),
});

export const calculate = defineCompute({
  type: "calculate",
  group: "calculate",
  title: "Calculate",
  summary: "Computes a value from variables, with a formula or a template.",
  icon: "calculator",
  sample: { engine: "formula", expression: "ROUND(trigger.body.amount * 1.19, 2)" },
  config: z.discriminatedUnion("engine", [formula, template]),
  output: ({ expression }, infer) => infer(expression),
  compute: ({ expression }, scope) => ({ output: expression.evaluate(scope) ?? null }),
});
