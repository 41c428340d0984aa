import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  activateWorkflow,
  createConnection,
  createInvitation,
  createKey,
  createWorkflow,
  getWorkflow,
  publishWorkflow,
  replaceDraft,
  sendEvents,
  setSecret,
  setVariables,
  startRun,
} from "@stepwell/api";
import type { JsonObject } from "@stepwell/core";
import { root } from "../tidy/source-files.ts";
import type { Dashboard } from "./dashboard.suite.ts";
import { type Orders, publishOrders } from "./orders.suite.ts";
import { openSink } from "./sink.suite.ts";

/* An installation in which people have worked for a while, so that every page has something to show. */

export interface LivedIn {
  readonly orders: Orders;
  /** A run of the orders that failed in a loop. */
  readonly failedRun: string;
  /** A workflow with three versions and a draft that differs from them. */
  readonly greeting: string;
  readonly eventId: string;
}

export async function liveIn(dashboard: Dashboard): Promise<LivedIn> {
  const call = dashboard.call("live");
  await using sink = await openSink();
  const orders = await publishOrders(call, sink.url);
  for (const amount of [500, 80, 120, 20, 950])
    await orders.send({ amount, items: ["lamp", "chair"], customer: `customer ${amount}` });
  const failedRun = await orders.send({
    amount: 640,
    items: ["lamp", "bad chair", "table"],
    customer: "Grace Example",
  });
  const { trigger } = await call(getWorkflow, { params: { id: orders.id } });
  await fetch(trigger.url ?? "", { method: "GET" });
  const greeting = await greetPeople(dashboard);
  for (const name of ["overdue-invoice", "dunning", "leave-request"])
    await call(createWorkflow, { body: { definition: templateOf(name) } });
  const { items } = await call(sendEvents, {
    body: { type: "order.placed", data: { id: 7, amount: 120 } },
  });
  await furnish(dashboard);
  return { orders, failedRun, greeting, eventId: items[0]?.eventId ?? "" };
}

function templateOf(name: string): JsonObject {
  const path = join(root, `packages/web/src/pages/templates/definitions/${name}.flow.json`);
  return JSON.parse(readFileSync(path, "utf8")) as JsonObject;
}

const greetingOf = (value: string): JsonObject => ({
  format: "stepwell/v1",
  name: "Greeting",
  description: "Says hello to whoever is named.",
  folder: "people",
  tags: ["demo", "mail"],
  trigger: { type: "manual", config: { inputs: [{ name: "name", type: "text" }] } },
  steps: [{ id: "result", type: "output", title: "The greeting", config: { value } }],
});

async function greetPeople({ call: callIn }: Dashboard): Promise<string> {
  const call = callIn("live");
  const texts = [
    "Hello {{ trigger.name }}",
    "Good day {{ trigger.name }}",
    "Hi {{ trigger.name }}",
  ];
  const { id } = await call(createWorkflow, { body: { definition: greetingOf(texts[0] ?? "") } });
  for (const [index, text] of texts.entries()) {
    const body = { definition: greetingOf(text), revision: index };
    if (index > 0) await call(replaceDraft, { params: { id }, body });
    await call(publishWorkflow, { params: { id }, body: { note: `Says “${text}”` } });
  }
  await call(activateWorkflow, { params: { id }, body: {} });
  for (const name of ["Ada", "Grace"])
    await call(startRun, { params: { id }, body: { input: { name } } });
  const definition = greetingOf("HELLO {{ trigger.name }}");
  await call(replaceDraft, { params: { id }, body: { definition, revision: texts.length } });
  return id;
}

async function furnish({ call: callIn }: Dashboard): Promise<void> {
  const call = callIn("live");
  await call(createConnection, {
    body: {
      name: "shop",
      kind: "bearer",
      settings: {},
      hosts: ["shop.example.com"],
      secrets: { token: "hush" },
    },
  });
  await call(setSecret, { params: { name: "partner" }, body: { value: "hush" } });
  await call(setVariables, {
    body: { variables: { REGION: "eu", SHOP_URL: "https://shop.example.com" } },
  });
  await call(createKey, { body: { name: "builds", role: "builder", environment: "live" } });
  const roles = { live: "viewer" } as const;
  await call(createInvitation, { body: { email: "grace@example.com", roles } });
}
