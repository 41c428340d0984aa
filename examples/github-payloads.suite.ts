import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { signWebhook } from "@stepwell/catalog";

/* What GitHub sends: the payloads that the community collects in @octokit/webhooks-examples. */

interface Examples {
  readonly name: string;
  readonly examples: readonly GithubPayload[];
}

export interface GithubPayload {
  readonly action?: string;
  readonly issue?: { readonly title: string; readonly labels: readonly object[] };
}

const require = createRequire(import.meta.url);
const file = require.resolve("@octokit/webhooks-examples");
const all = JSON.parse(readFileSync(file, "utf8")) as readonly Examples[];

/** All payloads of an event, of one action where it is given. */
export function githubPayloads(name: string, action?: string): readonly GithubPayload[] {
  const found = all.find((one) => one.name === name)?.examples ?? [];
  const payloads = found.filter((payload) => action === undefined || payload.action === action);
  if (payloads.length === 0) throw new Error(`there is no payload of ${name} ${action ?? ""}`);
  return payloads;
}

/** The headers that GitHub sends with a body. */
export function githubHeaders(
  kind: string,
  secret: string,
  body: string,
  deliveryId: string,
): Readonly<Record<string, string>> {
  const signed = signWebhook("github", secret, body, { id: deliveryId, timestamp: 0 });
  return { ...signed, "x-github-event": kind, "user-agent": "GitHub-Hookshot/044aadd" };
}
