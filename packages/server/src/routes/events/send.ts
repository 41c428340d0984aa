import { ProblemError, type sendEvents } from "@stepwell/api";
import { type Acceptance, isJsonArray, type Occurrence } from "@stepwell/core";
import type { Call, Handler } from "../../call.ts";
import { accepted, overloaded } from "../../refuse.ts";
import { type EventInput, readEvent } from "./read-event.ts";

const batchMax = 1000;

export const send: Handler<typeof sendEvents> = async (call) => {
  const occurrences = readOccurrences(call);
  const { host } = call.environment;
  const answers = await host.acceptAll(occurrences);
  if ("kind" in answers) throw overloaded(answers);
  return { items: answers.map(presentAcceptance) };
};

/** A list is parsed whole before the first event is taken: all are well formed, or none is stored. */
function readOccurrences(call: Call<typeof sendEvents>): readonly Occurrence[] {
  const body = call.body;
  if (!isJsonArray(body)) return [occurrenceOf(readEvent(body, call.headers, "body"), call)];
  if (body.length === 0 || body.length > batchMax)
    throw new ProblemError("invalid_input", `A list of 1 to ${batchMax} events is expected.`);
  return body.map((one, index) => occurrenceOf(readEvent(one, {}, `body.${index}`), call));
}

function occurrenceOf(
  { id, type, time, data, source }: EventInput,
  call: Call<typeof sendEvents>,
): Occurrence {
  const from = source ?? `${call.principal.kind}/${call.principal.id}`;
  return {
    type,
    source: from,
    data,
    causes: call.causes,
    bytes: call.bytes,
    ...(time !== undefined && { time }),
    ...(id !== undefined && { dedupeKey: `event\n${from}\n${id}` }),
  };
}

function presentAcceptance(acceptance: Acceptance) {
  const { eventId, isDuplicate, decisions } = accepted(acceptance);
  const runs = decisions.flatMap(({ runId }) => (runId === undefined ? [] : [runId]));
  return { eventId, duplicate: isDuplicate, runs };
}
