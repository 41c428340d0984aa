import {
  activateWorkflow,
  type Client,
  createWorkflow,
  getRun,
  getWorkflow,
  listRuns,
  publishWorkflow,
} from "@stepwell/api";
import type { JsonObject } from "@stepwell/core";
import { expect } from "vitest";

/* A workflow with all that a run view has to show: webhook, HTTP, condition, loop. */

export interface Orders {
  readonly id: string;
  /** Sends an order and gives its run, when it has ended unless told otherwise. */
  send(order: object, options?: { readonly isAwaited?: boolean }): Promise<string>;
}

export function publishOrders(call: Client, sinkUrl: string): Promise<Orders> {
  return publishWebhook(call, definitionOf(sinkUrl));
}

/** Of any workflow that a webhook starts. */
export async function publishWebhook(call: Client, definition: JsonObject): Promise<Orders> {
  const { id } = await call(createWorkflow, { body: { definition } });
  await call(publishWorkflow, { params: { id }, body: {} });
  const { active, trigger } = await call(getWorkflow, { params: { id } });
  if (!active) await call(activateWorkflow, { params: { id }, body: {} });
  return {
    id,
    async send(order, { isAwaited = true } = {}) {
      const response = await fetch(trigger.url ?? "", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(order),
      });
      expect(response.status).toBeLessThan(300);
      const { items } = await call(listRuns, { query: { workflow: id, limit: 1 } });
      const runId = items[0]?.id ?? "";
      if (isAwaited) await ended(call, runId);
      return runId;
    },
  };
}

async function ended(call: Client, id: string): Promise<void> {
  while ((await call(getRun, { params: { id } })).endedAt === null)
    await new Promise((resolve) => setTimeout(resolve, 30));
}

function definitionOf(sinkUrl: string): JsonObject {
  const post = (body: JsonObject) => ({ method: "POST", url: sinkUrl, body });
  return {
    format: "stepwell/v1",
    name: "Orders",
    trigger: { type: "webhook", config: { mode: "async" } },
    steps: [
      {
        id: "charge",
        type: "http",
        title: "Charge the card",
        config: post({ amount: "{{ trigger.body.amount }}" }),
      },
      {
        id: "large",
        type: "condition",
        title: "A large order?",
        config: {
          mode: "branches",
          if: { left: "{{ trigger.body.amount }}", operator: "greater_than", right: 100 },
        },
        branches: [
          {
            id: "yes",
            steps: [
              {
                id: "each",
                type: "loop",
                title: "For each item",
                config: { over: "{{ trigger.body.items }}" },
                branches: [
                  {
                    id: "body",
                    steps: [
                      {
                        id: "ship",
                        type: "http",
                        title: "Ship the item",
                        config: post({ item: "{{ scopes.each.item }}" }),
                      },
                    ],
                  },
                ],
              },
            ],
          },
          { id: "no", steps: [] },
        ],
      },
    ],
  };
}
