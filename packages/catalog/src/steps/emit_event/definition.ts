import {
  defineAction,
  eventTypePattern,
  eventTypeRule,
  jsonField,
  listOf,
  objectOf,
  type RequestOf,
  textField,
  textType,
} from "@stepwell/core";
import { z } from "zod";
import { literalText } from "../../literal-text.ts";

const config = z.strictObject({
  type: textField()
    .superRefine((type, context) => {
      const text = literalText(type);
      if (text === undefined || eventTypePattern.test(text)) return;
      context.addIssue({ code: "custom", message: eventTypeRule });
    })
    .meta({ title: "Event type" }),
  data: jsonField()
    .default(() => nothing)
    .meta({ title: "Data", ui: "json" }),
  source: textField().optional().meta({ title: "Source" }),
});

const nothing = jsonField().parse({});

export type EmitRequest = RequestOf<typeof config>;

export const emitEvent = defineAction({
  type: "emit_event",
  group: "connect",
  title: "Emit event",
  summary: "Sends an event to this environment: it may start workflows, and wake runs that wait.",
  icon: "radio",
  sample: { type: "order.shipped", data: { order: "{{ trigger.body.id }}" } },
  config,
  output: () => objectOf({ eventId: textType, runs: listOf(textType) }),
  sampleOutput: () => ({ eventId: "evt_sample", runs: [] }),
  promise: () => "at_least_once",
});
