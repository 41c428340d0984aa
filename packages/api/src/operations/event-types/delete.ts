import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { eventTypeParams } from "../../event-type-schemas.ts";
import { nothing } from "../../schemas.ts";

export const deleteEventType = defineOperation({
  id: "event_types.delete",
  method: "DELETE",
  path: "/event-types/{name}",

  summary: "Forgets a type of event; the next event of the type is learnt again.",
  permission: "workflows.write",
  params: eventTypeParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found"],
});
