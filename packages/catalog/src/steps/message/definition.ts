import { defineCompute, objectOf, textField, textType } from "@stepwell/core";
import { z } from "zod";

export const message = defineCompute({
  type: "message",
  group: "connect",
  title: "Message",
  summary: "Adds a message to the answer for whoever started the run.",
  icon: "message-square",
  sample: { text: "The order {{ trigger.body.id }} is too large to be saved." },
  needsCaller: true,
  config: z.strictObject({ text: textField().meta({ title: "Text", ui: "long_text" }) }),
  output: () => objectOf({ message: textType }),
  compute({ text }, scope) {
    const written = text.evaluate(scope) ?? "";
    return { output: { message: written }, ...(written.trim() !== "" && { message: written }) };
  },
});
