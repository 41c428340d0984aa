import { type listOccurrences, ProblemError } from "@stepwell/api";
import { compileSchedule, occurrencesAfter, scheduleConfig } from "@stepwell/catalog";
import type { Handler } from "../../call.ts";
import { isoTime } from "../../presenters/time.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { loadWorkflow } from "./load.ts";

export const occurrences: Handler<typeof listOccurrences> = async (call) => {
  const { environment, server, params, query } = call;
  const { trigger, settings } = draftOf(await loadWorkflow(environment, params.id));
  const config = scheduleConfig.safeParse(trigger.config);
  if (trigger.type !== "schedule" || !config.success)
    throw new ProblemError(
      "invalid_input",
      "The draft's trigger is no schedule, or its config has errors.",
    );
  const schedule = compileSchedule(config.data, settings?.timeZone ?? "UTC");
  const after = query.after === undefined ? server.clock.now() : Date.parse(query.after);
  const items = occurrencesAfter(
    schedule,
    after,
    Math.min(query.count, schedule.limit ?? Infinity),
  );
  return { items: items.map(({ at, localTime }) => ({ at: isoTime(at), localTime })) };
};
