import type { getEvent } from "@stepwell/api";
import type { Handler } from "../../call.ts";
import { presentEvent } from "../../presenters/event.ts";
import { presentRunSummary } from "../../presenters/run.ts";
import { notFound } from "../../refuse.ts";
import { noted, sightOfEvent, sightOfRun } from "../../sight.ts";

export const get: Handler<typeof getEvent> = async (call) => {
  const { environment, params } = call;
  const event = await environment.store.event(params.id);
  if (!event) throw notFound("event", params.id);
  const runs = await environment.store.runsOfEvent(event.id);
  const summaries = runs.map(async (row) => presentRunSummary(row, await sightOfRun(call, row)));
  return presentEvent(event, await Promise.all(summaries), noted(call, sightOfEvent(call, event)));
};
