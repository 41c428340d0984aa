import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing, time } from "../../schemas.ts";

export const listRefusedWebhooks = defineOperation({
  id: "webhooks.refused",
  method: "GET",
  path: "/webhooks/refused",

  summary:
    "The last 100 deliveries to webhooks that were refused since the server began, newest first; kept in memory, without bodies and headers. What was received is in `GET /events?type=webhook.received`.",
  permission: "events.read",
  params: nothing,
  query: z.strictObject({ workflow: z.string().max(100).optional() }),
  body: nothing,
  answer: z.object({
    items: z.array(
      z.object({
        at: time,
        workflowId: z.string(),
        method: z.string(),
        status: z.int(),
        /** Of the problem that was answered. */
        code: z.string(),
        /** More exactly, where more is known: `signature_invalid`. */
        reason: z.string().optional(),
        /** Of the sender, or of the proxy in front of the server. */
        address: z.string().nullable(),
      }),
    ),
  }),
  status: 200,
  problems: [],
});
