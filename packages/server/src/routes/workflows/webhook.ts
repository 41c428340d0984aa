import {
  type lastRequest,
  type parseWebhookSample,
  ProblemError,
  type readCapture,
  type startCapture,
  type stopCapture,
} from "@stepwell/api";
import { parseSample, variablesOf } from "@stepwell/catalog";
import { isJsonObject, webhookEventType } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { isClosed } from "../../closed-workflow.ts";
import type { Environment } from "../../environment.ts";
import { draftWebhook } from "../../hooks.ts";
import { isoTime, isoTimeOrNull } from "../../presenters/time.ts";
import { hiddenMark, noted, sightOf } from "../../sight.ts";
import { loadWorkflow } from "./load.ts";

/** The newest request: from memory, or the event of the newest run. */
export const last: Handler<typeof lastRequest> = async (call) => {
  const { environment, server, params, principal } = call;
  const row = await loadWorkflow(environment, params.id);
  const { id } = row;
  const kept = await newestRequest(environment, id);
  const data = kept?.data ?? null;
  const confidential = isClosed(environment, row) || kept?.isConfidential === true;
  const receivedAt = isoTimeOrNull(kept?.receivedAt);
  const listeningUntil = isoTimeOrNull(environment.hooks.listensUntil(id, server.clock.now()));
  if (noted(call, sightOf(principal, confidential)).hidden)
    return {
      receivedAt,
      data: kept ? hiddenMark : null,
      variables: [],
      confidential,
      listeningUntil,
    };
  return {
    receivedAt,
    listeningUntil,
    confidential,
    data,
    variables: isJsonObject(data) ? [...variablesOf(data)] : [],
  };
};

async function newestRequest(environment: Environment, workflowId: string) {
  return environment.hooks.last(workflowId) ?? storedRequest(environment, workflowId);
}

async function storedRequest({ store, confidential }: Environment, workflowId: string) {
  const [run] = await store.runs({ workflowId }, { limit: 1, cursor: undefined });
  const event = run && (await store.event(run.eventId));
  return event?.type === webhookEventType
    ? {
        receivedAt: event.receivedAt,
        data: event.data,
        isConfidential: confidential.ofEvent(event),
      }
    : undefined;
}

const captureMs = 5 * 60 * 1000;

export const capture: Handler<typeof startCapture> = async ({ environment, server, params }) => {
  const row = await loadWorkflow(environment, params.id);
  if (!draftWebhook(row.draft))
    throw new ProblemError(
      "invalid_input",
      "The draft's trigger is no webhook, or its settings have errors: mend them first.",
    );
  const before = await newestRequest(environment, row.id);
  const until = server.clock.now() + captureMs;
  environment.hooks.listen(row.id, until);
  return { until: isoTime(until), receivedAt: isoTimeOrNull(before?.receivedAt) };
};

/** Nothing of what came: this is no look at a payload, and not noted as one. */
export const captureOf: Handler<typeof readCapture> = async ({ environment, server, params }) => {
  const { id } = await loadWorkflow(environment, params.id);
  // First of all: what ends the waiting has come by the time that is asked for next.
  const until = environment.hooks.listensUntil(id, server.clock.now());
  const newest = await newestRequest(environment, id);
  return {
    listeningUntil: isoTimeOrNull(until),
    receivedAt: isoTimeOrNull(newest?.receivedAt),
  };
};

export const stop: Handler<typeof stopCapture> = async ({ environment, params }) => {
  const { id } = await loadWorkflow(environment, params.id);
  environment.hooks.listen(id, undefined);
  return null;
};

export const parse: Handler<typeof parseWebhookSample> = async ({ body }) => {
  const parsed = parseSample(body.sample);
  if (!parsed.ok) throw new ProblemError("invalid_input", parsed.message);
  return { kind: parsed.kind, variables: [...parsed.variables] };
};
