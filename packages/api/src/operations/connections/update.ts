import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { connection, connectionParams, nothing } from "../../schemas.ts";

export const updateConnection = defineOperation({
  id: "connections.update",
  method: "PATCH",
  path: "/connections/{name}",

  summary:
    "Changes a connection: settings are replaced; secrets left out stay, null takes one away.",
  permission: "connections.write",
  params: connectionParams,
  query: nothing,
  body: z.strictObject({
    hosts: z.array(z.string()).optional(),
    settings: z.record(z.string(), jsonValue).optional(),
    secrets: z.record(z.string(), z.string().nullable()).optional(),
  }),
  answer: connection,
  status: 200,
  problems: ["not_found", "invalid_input"],
});
