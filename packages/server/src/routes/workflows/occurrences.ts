import { type listOccurrences, ProblemError } from "@stepwell/api";
import { compileSchedule, occurrencesAfter, scheduleConfig } from "@stepwell/catalog";
import { timesSent } from "@stepwell/host";
import type { Handler } from "../../call.ts";
import { isoTime } from "../../presenters/time.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { triggerOf } from "./checked-input.ts";
import { loadWorkflow } from "./load.ts";

export const occurrences: Handler<typeof listOccurrences> = async (call) => {
  const { environment, server, params, query } = call;
  const definition = draftOf(await loadWorkflow(environment, params.id));
  const { trigger, settings } = definition;
  const config = scheduleConfig.safeParse(trigger.config);
  if (trigger.type !== "schedule" || !config.success)
    throw new ProblemError(
      "invalid_input",
      "The draft's trigger is no schedule, or its config has errors.",
    );
  const timeZone = settings?.timeZone ?? "UTC";
  const schedule = compileSchedule(config.data, timeZone);
  const identity = triggerOf(definition)?.schedule?.(timeZone).identity ?? "";
  const sent = await timesSent(environment.store, params.id, identity);
  const left = Math.max(0, (schedule.limit ?? Infinity) - sent);
  const after = query.after === undefined ? server.clock.now() : Date.parse(query.after);
  const items = occurrencesAfter(schedule, after, Math.min(query.count, left));
  return { items: items.map(({ at, localTime }) => ({ at: isoTime(at), localTime })) };
};
