import {
  booleanType,
  dateTimeType,
  defineWait,
  durationMs,
  durationSchema,
  eventSignal,
  eventTypePattern,
  eventTypeRule,
  jsonField,
  nullType,
  objectOf,
  textType,
  unionOf,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";
import { waitPlan } from "./plan.ts";

const receivedOrTimeout = {
  kind: "fixed",
  ids: ["received", "timeout"],
  requiredIds: [],
  isChoice: true,
} as const;

const eventType = objectOf({
  id: textType,
  type: textType,
  source: textType,
  time: dateTimeType,
  data: unknownType,
});

/** Ten years. */
const timeoutMsMax = 3650 * 86_400_000;

const match = z.strictObject({
  field: z.string().min(1).max(500).meta({ title: "Field", description: "Of the event's data" }),
  equals: jsonField().meta({ title: "Equals" }),
});

const waitConfig = z.strictObject({
  type: z
    .string()
    .regex(eventTypePattern, eventTypeRule)
    .meta({ title: "Event type", ui: "event_type" }),
  match: z.array(match).max(10).default([]).meta({ title: "Match" }),
  timeout: durationSchema(1, timeoutMsMax).optional().meta({ title: "Time-out" }),
  onTimeout: z.enum(["fail", "continue"]).default("fail").meta({ title: "After the time-out" }),
});

export type WaitConfig = z.output<typeof waitConfig>;

export const waitForEvent = defineWait({
  type: "wait_for_event",
  group: "flow",
  title: "Wait for event",
  summary: "Waits until an event comes that matches, or until a time-out; costs nothing meanwhile.",
  icon: "hourglass",
  sample: {
    type: "order.paid",
    match: [{ field: "order.id", equals: "{{ trigger.body.id }}" }],
    timeout: { amount: 3, unit: "days" },
  },
  branches: receivedOrTimeout,
  config: waitConfig,
  output: () => objectOf({ timedOut: booleanType, event: unionOf([eventType, nullType]) }),
  scopeType: () => objectOf({ event: eventType }),
  wait(config, scope, branches) {
    const matches = config.match.map(({ field, equals }) => ({
      field,
      value: equals.evaluate(scope) ?? null,
    }));
    return {
      signal: eventSignal(config.type, matches),
      ...(config.timeout !== undefined && { untilMs: scope.now + durationMs(config.timeout) }),
      resume: (end) => waitPlan(config, end, branches),
    };
  },
});
