import type { listEvents } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { readPage } from "../../pages.ts";
import { presentEventSummary } from "../../presenters/event.ts";
import { searchFor, sightOfEvent } from "../../sight.ts";

export const list: Handler<typeof listEvents> = async (call) => {
  const { environment, query } = call;
  const { type, source, workflow, started, from, to, q } = query;
  const filter = {
    ...(type !== undefined && { type }),
    ...(source !== undefined && { source }),
    ...(workflow !== undefined && { workflowId: workflow }),
    ...(started !== undefined && { hasStarted: started }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
    ...searchFor(call, q),
  };
  return readPage(query, {
    idPrefix: "evt",
    read: (page) => environment.store.events(filter, page),
    present: (event) => presentEventSummary(event, sightOfEvent(call, event)),
  });
};
