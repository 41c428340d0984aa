import type { IncomingHttpHeaders } from "node:http";
import {
  eventTypePattern,
  eventTypeRule,
  isJsonObject,
  type Json,
  parseInstant,
} from "@stepwell/core";
import { z } from "zod";
import { invalidInput } from "../../http/problems.ts";

/*
 * One event of a request: our own form, or CloudEvents 1.0 (cloudevents.io) in structured form (the
 * attributes are in the body) or in binary form (the attributes are `ce-` headers).
 */

export interface EventInput {
  readonly id: string | undefined;
  readonly type: string;
  readonly source: string | undefined;
  readonly time: string | undefined;
  readonly data: Json;
}

const text = z.string().min(1).max(500);
const isoTime = z
  .string()
  .max(64)
  .refine((value) => parseInstant(value, "UTC") !== undefined, "an ISO 8601 time is expected")
  .transform((value) => new Date(parseInstant(value, "UTC") ?? 0).toISOString());

const attributes = {
  id: text.optional(),
  type: z.string().regex(eventTypePattern, eventTypeRule),
  source: text.optional(),
  time: isoTime.optional(),
};

const ownForm = z.strictObject({ ...attributes, data: z.json().default({}) });
const structuredForm = z.looseObject({
  ...attributes,
  specversion: z.literal("1.0"),
  id: text,
  source: text,
  data: z.json().default(null),
  data_base64: z.undefined({ error: "binary data is not supported; send JSON in data" }).optional(),
});
const binaryForm = z.object({ ...attributes, id: text, source: text });

export function readEvent(body: Json, headers: IncomingHttpHeaders, where: string): EventInput {
  if (headers["ce-specversion"] !== undefined) {
    const head = parse(binaryForm, binaryAttributes(headers), "headers");
    return { ...head, id: head.id, time: head.time, data: body };
  }
  const form = isJsonObject(body) && "specversion" in body ? structuredForm : ownForm;
  const { id, type, source, time, data } = parse(form, body, where) as z.output<typeof ownForm>;
  return { id, type, source, time, data: data };
}

function binaryAttributes(headers: IncomingHttpHeaders) {
  const read = (name: string): string | undefined => {
    const value = headers[`ce-${name}`];
    return typeof value === "string" ? decodeURIComponentSafe(value) : undefined;
  };
  return { id: read("id"), type: read("type"), source: read("source"), time: read("time") };
}

/** Header values are percent-encoded (CloudEvents HTTP binding §3.1.3.2). */
function decodeURIComponentSafe(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function parse<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
  where: string,
): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidInput(parsed.error, where, "The event is not well formed; see errors.");
}
