import { defineCompute, jsonField } from "@stepwell/core";
import { z } from "zod";

export const variable = defineCompute({
  type: "variable",
  group: "flow",
  title: "Variable",
  summary: "Declares a variable or gives it a new value; all later steps read vars.NAME.",
  icon: "variable",
  sample: { name: "total", value: "{{ trigger.body.amount }}" },
  config: z.strictObject({
    name: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/, "lower-case letters, digits and _, first a letter"),
    value: jsonField().meta({ title: "Value" }),
  }),
  assigns: ({ name }) => [name],
  output: ({ value }, infer) => infer(value),
  compute({ name, value }, scope) {
    const output = value.evaluate(scope) ?? null;
    return { output, assign: { [name]: output } };
  },
});
