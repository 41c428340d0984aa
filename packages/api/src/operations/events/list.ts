import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { eventSummary, listOf, nothing, time, pageQuery } from "../../schemas.ts";

export const listEvents = defineOperation({
  id: "events.list",
  method: "GET",
  path: "/events",

  summary:
    "Lists events with their decisions, newest first. `source`, `workflow`, `started` and `q` are looked for among 10,000 events.",
  permission: "events.read",
  payloadPermission: "runs.read_payload",
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    type: z.string().max(200).optional(),
    source: z.string().max(500).optional(),
    /** Events for this workflow, and those on which it has decided. */
    workflow: z.string().max(100).optional(),
    /** Did a run come of it, of the workflow if one is named? */
    started: z.stringbool().optional(),
    from: time.optional(),
    to: time.optional(),
    q: z.string().max(200).optional(),
  }),
  body: nothing,
  answer: listOf(eventSummary),
  status: 200,
  problems: [],
});
