import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { eventSummary, listOf, nothing, time, pageQuery } from "../../schemas.ts";

export const listEvents = defineOperation({
  id: "events.list",
  method: "GET",
  path: "/events",

  summary: "Lists events with their decisions, newest first.",
  permission: "events.read",
  payloadPermission: "runs.read_payload",
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    type: z.string().max(200).optional(),
    from: time.optional(),
    to: time.optional(),
    q: z.string().max(200).optional(),
  }),
  body: nothing,
  answer: listOf(eventSummary),
  status: 200,
  problems: [],
});
