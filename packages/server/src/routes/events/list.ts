import type { listEvents } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { readPage } from "../../pages.ts";
import { presentEventSummary } from "../../presenters/event.ts";

export const list: Handler<typeof listEvents> = async ({ environment, query }) => {
  const { type, from, to, q } = query;
  const filter = {
    ...(type !== undefined && { type }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
    ...(q !== undefined && { q }),
  };
  return readPage(query, {
    idPrefix: "evt",
    read: (page) => environment.store.events(filter, page),
    present: presentEventSummary,
  });
};
