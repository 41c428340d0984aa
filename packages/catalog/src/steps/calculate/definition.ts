import { defineCompute, formulaField, templateField } from "@stepwell/core";
import { z } from "zod";
import { mathjsField } from "./mathjs-field.ts";

const formula = z.strictObject({
  engine: z.literal("formula"),
  expression: formulaField().meta({ title: "Formula", ui: "formula" }),
});

const template = z.strictObject({
  engine: z.literal("template"),
  expression: templateField().meta({ title: "Template", ui: "template" }),
});

export const mathjsConfig = z.strictObject({
  engine: z.literal("mathjs"),
  expression: mathjsField().meta({ title: "Math.js expression", ui: "mathjs" }),
});

export const calculate = defineCompute({
  type: "calculate",
  group: "calculate",
  title: "Calculate",
  summary: "Computes a value from variables, with a formula, a template or Math.js.",
  icon: "calculator",
  sample: { engine: "formula", expression: "ROUND(trigger.body.amount * 1.19, 2)" },
  config: z.discriminatedUnion("engine", [formula, template, mathjsConfig]),
  output: ({ expression }, infer) => infer(expression),
  isForIsolate: ({ engine }) => engine === "mathjs",
  compute: ({ expression }, scope) => ({ output: expression.evaluate(scope) ?? null }),
});
