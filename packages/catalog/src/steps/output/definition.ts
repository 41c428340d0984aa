import { defineCompute, jsonField } from "@stepwell/core";
import { z } from "zod";

export const output = defineCompute({
  type: "output",
  group: "flow",
  title: "Output",
  summary: "Sets what the run gives back to whoever started it; the last one counts.",
  icon: "log-out",
  sample: { value: { total: "{{ vars.total }}" } },
  config: z.strictObject({ value: jsonField().meta({ title: "Value" }) }),
  givesRunOutput: true,
  output: ({ value }, infer) => infer(value),
  compute({ value }, scope) {
    const result = value.evaluate(scope) ?? null;
    return { output: result, runOutput: result };
  },
});
