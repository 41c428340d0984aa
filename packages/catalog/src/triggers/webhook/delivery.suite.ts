import type { Json } from "@stepwell/core";
import { type WebhookConfig, webhookConfig } from "./definition.ts";
import { receiveWebhook, type WebhookOutcome, type WebhookRequest } from "./source.ts";

export const nowS = 1_700_000_000;

/** A config as an author writes it, with its defaults. */
function configOf(written: { readonly [key: string]: Json } = {}): WebhookConfig {
  return webhookConfig.parse(written);
}

const storedSecrets = new Map([
  ["hook", "stored-secret"],
  ["empty", " "],
]);

/** What a webhook makes of a delivery; what is not given is a small JSON body at a fixed time. */
export function deliver(
  config: { readonly [key: string]: Json },
  request: Partial<WebhookRequest> & { readonly text?: string } = {},
  atS = nowS,
): WebhookOutcome {
  const { text = "{}", ...given } = request;
  const plain: WebhookRequest = {
    method: "POST",
    headers: {},
    query: "",
    rawBody: new TextEncoder().encode(text),
    contentType: "application/json",
    ...given,
  };
  return receiveWebhook(configOf(config), plain, {
    secret: (name) => storedSecrets.get(name),
    nowMs: atS * 1000,
  });
}

/** "accepted", or status and code of the refusal. */
export function verdict(...given: Parameters<typeof deliver>): string {
  const outcome = deliver(...given);
  return outcome.kind === "accepted" ? "accepted" : `${outcome.status} ${outcome.code}`;
}
