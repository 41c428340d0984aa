import { defineOperation } from "../../operation.ts";
import { eventType, eventTypeInput, eventTypeParams } from "../../event-type-schemas.ts";
import { nothing } from "../../schemas.ts";

export const setEventType = defineOperation({
  id: "event_types.set",
  method: "PUT",
  path: "/event-types/{name}",

  summary: "Registers a type of event: its JSON Schema tells workflows the fields of its data.",
  permission: "workflows.write",
  params: eventTypeParams,
  query: nothing,
  body: eventTypeInput,
  answer: eventType,
  status: 200,
  problems: ["invalid_input"],
});
