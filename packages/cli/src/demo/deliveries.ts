import { signWebhook } from "@stepwell/catalog";
import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { type DemoName, exampleFile } from "./demo-workflows.ts";

/** One webhook of the demo, as its sender would send it. */
export interface Delivery {
  readonly to: DemoName;
  /** For people: what is sent. */
  readonly title: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Senders {
  readonly secrets: Readonly<Record<DemoName, string>>;
  /** Seconds since 1970. */
  readonly now: number;
}

/** New events at every start; one is sent twice, two are signed so that they must be refused. */
export function makeDeliveries(senders: Senders): readonly Delivery[] {
  const opened = githubDelivery(senders, { kind: "issues", title: "issues: opened, a bug" });
  return [
    opened,
    { ...opened, title: "the same delivery once more" },
    githubDelivery(senders, {
      kind: "issues",
      title: "issues: opened, a wish",
      labels: ["enhancement"],
    }),
    githubDelivery(senders, { kind: "ping", title: "ping" }),
    githubDelivery(
      { ...senders, secrets: { ...senders.secrets, github: "a guess" } },
      { kind: "issues", title: "issues: signed with a wrong secret" },
    ),
    stripeDelivery(senders, { type: "charge.succeeded", title: "charge.succeeded" }),
    stripeDelivery(senders, {
      type: "payment_intent.succeeded",
      title: "payment_intent.succeeded",
    }),
    stripeDelivery(
      { ...senders, now: senders.now - 3600 },
      { type: "charge.succeeded", title: "charge.succeeded: signed an hour ago" },
    ),
  ];
}

interface GithubOrder {
  readonly kind: "issues" | "ping";
  readonly title: string;
  /** The issue's labels instead of its own. */
  readonly labels?: readonly string[];
}

const githubFiles: { readonly [Kind in GithubOrder["kind"]]: string } = {
  issues: "issues.opened.json",
  ping: "ping.json",
};

interface GithubPayload {
  readonly issue?: { readonly labels: readonly object[] };
}

function githubDelivery({ secrets, now }: Senders, order: GithubOrder): Delivery {
  const { kind, title, labels } = order;
  const file = new URL(`payloads/${githubFiles[kind]}`, import.meta.url);
  const payload = JSON.parse(readFileSync(file, "utf8")) as GithubPayload;
  const issue = labels && { ...payload.issue, labels: labels.map((name) => ({ name })) };
  const text = JSON.stringify({ ...payload, ...(issue && { issue }) });
  const stamp = { id: randomUUID(), timestamp: now };
  const signed = signWebhook("github", secrets.github, text, stamp);
  return { to: "github", title, text, headers: { ...signed, "x-github-event": kind } };
}

interface StripeOrder {
  readonly type: "charge.succeeded" | "payment_intent.succeeded";
  readonly title: string;
}

/** Stripe never uses an event's id twice: the file's is replaced. */
function stripeDelivery({ secrets, now }: Senders, { type, title }: StripeOrder): Delivery {
  const file = exampleFile("stripe", `events/${type}.json`);
  const event = JSON.parse(readFileSync(file, "utf8")) as object;
  const id = `evt_${randomUUID().replaceAll("-", "")}`;
  const text = JSON.stringify({ ...event, id, created: now });
  const headers = signWebhook("stripe", secrets.stripe, text, { id, timestamp: now });
  return { to: "stripe", title, text, headers };
}
