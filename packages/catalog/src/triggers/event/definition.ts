import {
  defineTrigger,
  eventTypePattern,
  eventTypeRule,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  typeOfSample,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";

/** All types that `POST /events` takes. */
const eventType = z.string().regex(eventTypePattern, eventTypeRule);

export const event = defineTrigger({
  type: "event",
  source: "push",
  group: "event",
  title: "Event",
  summary: "Starts when an event of a chosen type arrives.",
  icon: "zap",
  sample: { type: "order.created" },
  sampleEvent: { id: "ord_1", total: 120 },
  config: z.strictObject({
    type: z
      .union([eventType, z.array(eventType).min(1).max(50)])
      .meta({ title: "Event type", ui: "event_type" }),
    sample: z.json().optional().meta({ description: "Example data; gives later steps its fields" }),
  }),
  listens: ({ type }) => (typeof type === "string" ? [type] : type),
  hasPublicEvents: true,
  output: ({ sample }) => (sample === undefined ? unknownType : typeOfSample(sample)),
  sampleData: ({ sample }) => sample,
  previous: (_config, { data }) => previousOf(data),
});

/**
 * The old values of an update event, shaped as its data: `data.previous`, or, as Stripe sends it,
 * `data.previous_attributes` beside `data.object`.
 */
function previousOf(data: Json): JsonObject | undefined {
  if (!isJsonObject(data)) return undefined;
  if (isJsonObject(data["previous"])) return { ...data["previous"], record: data["previous"] };
  const attributes = data["previous_attributes"];
  if (!isJsonObject(attributes) || isJsonArray(attributes)) return undefined;
  return { ...attributes, object: attributes };
}
