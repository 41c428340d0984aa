import {
  type ActionRunner,
  eventTypePattern,
  eventTypeRule,
  StepError,
  targetedEventTypes,
} from "@stepwell/core";
import type { EmitRequest } from "./definition.ts";

export const emitRunner: ActionRunner = async ({ emit, idempotencyKey }, request) => {
  const { type, source, data } = request as unknown as EmitRequest;
  checkType(type);
  const [runId = ""] = idempotencyKey.split(":");
  const acceptance = await emit({ type, source: source ?? `run:${runId}`, data });
  if (acceptance.kind === "overload") throw busy(acceptance.retryAfterMs);
  const { eventId, decisions } = acceptance;
  const runs = decisions.flatMap((decision) => decision.runId ?? []);
  // Nothing of whether it was there already: the output is the same however often it is tried.
  return { eventId, runs };
};

function checkType(type: string): void {
  if (!eventTypePattern.test(type))
    throw refused(`${JSON.stringify(type.slice(0, 100))}: ${eventTypeRule}`);
  if (targetedEventTypes.has(type)) throw refused(`${type} is reserved for Stepwell itself`);
}

function refused(why: string): StepError {
  return new StepError({ code: "invalid_value", message: `The event's type is refused: ${why}.` });
}

function busy(retryAfterMs: number): StepError {
  const message = "The server takes no new events at the moment.";
  return new StepError({ code: "server_busy", message, retryable: true, retryAfterMs });
}
