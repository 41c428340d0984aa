import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { eventSummary, nothing, pageQuery, time } from "../../schemas.ts";
import { searchedListOf } from "../../searched-list.ts";

export const listEvents = defineOperation({
  id: "events.list",
  method: "GET",
  path: "/events",

  summary:
    "Lists events with their decisions, newest first. `source`, `workflow`, `started` and `q` are looked for among 10,000 events at a time: `searchedBackTo` says how far, `nextCursor` goes on.",
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
  answer: searchedListOf(eventSummary),
  status: 200,
  problems: [],
});
