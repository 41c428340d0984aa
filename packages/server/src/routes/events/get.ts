import type { getEvent } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { presentEvent } from "../../presenters/event.ts";
import { notFound } from "../../refuse.ts";

export const get: Handler<typeof getEvent> = async ({ environment, params }) => {
  const event = await environment.store.event(params.id);
  if (!event) throw notFound("event", params.id);
  return presentEvent(event, await environment.store.runsOfEvent(event.id));
};
