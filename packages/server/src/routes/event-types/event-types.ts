import type { deleteEventType, listEventTypes, setEventType } from "@stepwell/api";
import { eventTypePattern } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import type { Environment } from "../../environment.ts";
import type { EventType } from "../../event-type-map.ts";
import { checkCursor } from "../../pages.ts";
import { isoTimeOrNull } from "../../presenters/time.ts";
import { notFound } from "../../refuse.ts";

export const list: Handler<typeof listEventTypes> = async ({ environment, query }) => {
  const { limit, cursor = "" } = query;
  checkCursor(query.cursor, eventTypePattern);
  const types = environment.eventTypes
    .all()
    .filter(({ name }) => name > cursor)
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const shown = types.slice(0, limit);
  const last = types.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map((type) => present(type, environment)), nextCursor: last?.name ?? null };
};

export const set: Handler<typeof setEventType> = async ({ environment, params, body }) => {
  const { category = null, description = null, schema = null, sample = null } = body;
  const { name } = params;
  const type = { name, category, description, schema, sample, isLearnt: false };
  await environment.exclusive(() => environment.eventTypes.put(type));
  return present(type, environment);
};

export const remove: Handler<typeof deleteEventType> = async ({ environment, params }) => {
  const { eventTypes, exclusive } = environment;
  await exclusive(async () => {
    if (!eventTypes.find(params.name)) throw notFound("event type", params.name);
    await eventTypes.delete(params.name);
  });
  return null;
};

function present({ isLearnt, ...type }: EventType, { eventTypes, listenersOf }: Environment) {
  return {
    ...type,
    learnt: isLearnt,
    activeWorkflows: listenersOf(type.name),
    lastSeenAt: isoTimeOrNull(eventTypes.lastSeenAt(type.name)),
  };
}
