import { eventVariable } from "../event.ts";
import type { Program } from "../program.ts";
import type { Run, RunIdentity } from "../run.ts";

/** A run that has not begun. It begins with the fact `start`. */
export function newRun(program: Program, identity: RunIdentity): Run {
  return {
    identity,
    trigger: program.trigger.data(identity.event),
    event: eventVariable(identity.event),
    previous: program.trigger.previous(identity.event),
    status: "queued",
    reason: undefined,
    failure: undefined,
    message: undefined,
    startedAt: undefined,
    endedAt: undefined,
    timeoutAt: undefined,
    seed: identity.id,
    resumedAt: undefined,
    output: undefined,
    response: undefined,
    messages: [],
    vars: {},
    root: undefined,
    factCount: 0,
    stepRunCount: 0,
  };
}
