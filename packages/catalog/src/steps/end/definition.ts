import { defineControl, nullType, textField } from "@stepwell/core";
import { z } from "zod";

export const end = defineControl({
  type: "end",
  group: "flow",
  title: "End",
  summary: "Ends the whole run at once, as succeeded or as failed.",
  icon: "circle-stop",
  sample: { result: "succeed", message: "Nothing to do for {{ trigger.body.id }}" },
  endsRun: true,
  config: z.strictObject({
    result: z.enum(["succeed", "fail"]).default("succeed"),
    message: textField().optional().meta({ title: "Message" }),
  }),
  output: () => nullType,
  plan({ result, message }, scope) {
    const text = message?.evaluate(scope);
    return {
      kind: "end",
      end: { result, reason: "end_step", ...(text !== undefined && { message: text }) },
    };
  },
});
