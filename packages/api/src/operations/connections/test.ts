import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { connectionParams, failure, nothing } from "../../schemas.ts";

export const testConnection = defineOperation({
  id: "connections.test",
  method: "POST",
  path: "/connections/{name}/test",

  summary:
    "Tries a connection: signs in to a mail server without sending, fetches a token, or asks `url` by GET with its credentials.",
  permission: "connections.write",
  params: connectionParams,
  query: nothing,
  body: z.strictObject({
    /** Of one of the connection's hosts. */
    url: z.string().max(2000).optional(),
  }),
  answer: z.object({
    outcome: z.enum([
      "connected",
      "signed_in",
      "token_received",
      "answered",
      "address_needed",
      "failed",
    ]),
    /** Of the answer of `url`. */
    status: z.int().optional(),
    error: failure.pick({ code: true, message: true }).optional(),
  }),
  status: 200,
  problems: ["not_found"],
});
