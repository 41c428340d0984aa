import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { connection, nothing } from "../../schemas.ts";

export const listConnections = defineOperation({
  id: "connections.list",
  method: "GET",
  path: "/connections",

  summary: "Lists the connections of the environment, without their secrets.",
  permission: "connections.read",
  params: nothing,
  query: z.strictObject({
    /** With the workflows that use each. */
    uses: z.stringbool().default(false),
  }),
  body: nothing,
  answer: z.object({ items: z.array(connection) }),
  status: 200,
  problems: [],
});
