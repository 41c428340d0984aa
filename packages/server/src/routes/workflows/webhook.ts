import { type lastRequest, type parseWebhookSample, ProblemError } from "@stepwell/api";
import { parseSample, variablesOf } from "@stepwell/catalog";
import { isJsonObject, webhookEventType } from "@stepwell/core";
import type { Handler } from "../../call.ts";
import { isoTimeOrNull } from "../../presenters/time.ts";
import { loadWorkflow } from "./load.ts";

/** The newest request: from memory, or the event of the newest run. */
export const last: Handler<typeof lastRequest> = async ({ environment, params }) => {
  const { id } = await loadWorkflow(environment, params.id);
  const kept = environment.hooks.last(id) ?? (await storedRequest(environment.store, id));
  const data = kept?.data ?? null;
  return {
    receivedAt: isoTimeOrNull(kept?.receivedAt),
    data,
    variables: isJsonObject(data) ? [...variablesOf(data)] : [],
  };
};

type Store = Parameters<typeof last>[0]["environment"]["store"];

async function storedRequest(store: Store, workflowId: string) {
  const [run] = await store.runs({ workflowId }, { limit: 1, cursor: undefined });
  const event = run && (await store.event(run.eventId));
  return event?.type === webhookEventType
    ? { receivedAt: event.receivedAt, data: event.data }
    : undefined;
}

export const parse: Handler<typeof parseWebhookSample> = async ({ body }) => {
  const parsed = parseSample(body.sample);
  if (!parsed.ok) throw new ProblemError("invalid_input", parsed.message);
  return { kind: parsed.kind, variables: [...parsed.variables] };
};
