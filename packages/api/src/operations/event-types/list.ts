import { defineOperation } from "../../operation.ts";
import { eventType } from "../../event-type-schemas.ts";
import { listOf, nothing, pageQuery } from "../../schemas.ts";
import { z } from "zod";

export const listEventTypes = defineOperation({
  id: "event_types.list",
  method: "GET",
  path: "/event-types",

  summary: "Lists the types of events that are registered or have come, by name.",
  permission: "events.read",
  params: nothing,
  query: z.strictObject(pageQuery),
  body: nothing,
  answer: listOf(eventType),
  status: 200,
  problems: [],
});
