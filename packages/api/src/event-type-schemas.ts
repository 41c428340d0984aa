import { eventTypePattern, eventTypeRule, jsonValue } from "@stepwell/core";
import { z } from "zod";
import { time } from "./schemas.ts";

/* Types of events: registered ones and those that were learnt. */

export const eventTypeParams = z.strictObject({
  name: z.string().regex(eventTypePattern, eventTypeRule),
});

const eventTypePartBytesMax = 64 * 1024;
const isSmall = (value: unknown): boolean => JSON.stringify(value).length <= eventTypePartBytesMax;
const isSmallRule = "at most 64 KiB of JSON";

/** What a type of event is registered with; what is left out is taken away. */
export const eventTypeInput = z.strictObject({
  category: z.string().max(200).nullable().optional(),
  description: z.string().max(2000).nullable().optional(),
  /** JSON Schema 2020-12 of the events' data. */
  schema: z.record(z.string(), jsonValue).refine(isSmall, isSmallRule).nullable().optional(),
  /** The data of an example. */
  sample: jsonValue.refine(isSmall, isSmallRule).optional(),
});

export const eventType = z.object({
  name: z.string(),
  category: z.string().nullable(),
  description: z.string().nullable(),
  schema: z.record(z.string(), jsonValue).nullable(),
  sample: jsonValue,
  /** Nobody has registered it: an event of the type has come. */
  learnt: z.boolean(),
  /** How many active workflows listen to it. */
  activeWorkflows: z.int(),
  lastSeenAt: time.nullable(),
});
