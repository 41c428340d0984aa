import { type listOccurrences, ProblemError } from "@stepwell/api";
import {
  compileSchedule,
  occurrencesAfter,
  type Schedule,
  scheduleConfig,
} from "@stepwell/catalog";
import { timesSent } from "@stepwell/host";
import type { Handler } from "../../call.ts";
import { isoTime } from "../../presenters/time.ts";
import { draftOf } from "../../presenters/workflow.ts";
import { triggerOf } from "./checked-input.ts";
import { loadWorkflow } from "./load.ts";

/** Times that are looked at one by one, for what a limit leaves. */
const usedMax = 1000;

/** What the schedule will have used up of its limit by then. */
function usedBetween(schedule: Schedule, now: number, after: number): number {
  if (schedule.limit === undefined || after <= now) return 0;
  const next = occurrencesAfter(schedule, now, Math.min(schedule.limit, usedMax));
  const used = next.filter(({ at }) => at <= after).length;
  if (used < usedMax) return used;
  throw new ProblemError(
    "invalid_input",
    `More than ${usedMax} times lie before \`after\`, and the schedule has a limit: choose an earlier one.`,
  );
}

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
  const now = server.clock.now();
  const after = query.after === undefined ? now : Date.parse(query.after);
  const left = (schedule.limit ?? Infinity) - sent - usedBetween(schedule, now, after);
  const items = occurrencesAfter(schedule, after, Math.max(0, Math.min(query.count, left)));
  return { items: items.map(({ at, localTime }) => ({ at: isoTime(at), localTime })) };
};
