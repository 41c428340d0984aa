import { type Branches, type Json, type Plan, StepError, type WaitEnd } from "@stepwell/core";
import type { WaitConfig } from "./definition.ts";

/** What follows the event, or the time-out. */
export function waitPlan(config: WaitConfig, end: WaitEnd, { ids }: Branches): Plan {
  const event = end.by === "signal" ? end.value : null;
  const timedOut = end.by === "time";
  const branch = timedOut ? "timeout" : "received";
  const output = { timedOut, event };
  if (ids.includes(branch)) return oneBranch(branch, output);
  if (timedOut && config.onTimeout === "fail") throw tooLate(config.type);
  return { kind: "pass", output };
}

interface WaitOutput {
  readonly timedOut: boolean;
  readonly event: Json;
}

function oneBranch(branch: string, output: WaitOutput): Plan {
  return {
    kind: "frames",
    frames: {
      count: 1,
      concurrency: 1,
      join: "all",
      keepsOutcomes: false,
      frame: () => ({ branch, key: branch, scope: { event: output.event } }),
      output: () => ({ ...output }),
    },
  };
}

function tooLate(type: string): StepError {
  const message = `no event of type ${type} that matches came in time`;
  return new StepError({ code: "timeout", message });
}
