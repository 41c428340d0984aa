import { connectionName, defineAction, unknownType } from "@stepwell/core";
import { z } from "zod";

/**
 * Tries whether a connection works: signs in to a mail server without sending, fetches a token, or
 * asks an address. No step of a workflow, but carried out by the gate as one: secrets stay hidden.
 */
export const tryConnection = defineAction({
  type: "try_connection",
  group: "connect",
  title: "Try a connection",
  summary: "Tells whether a connection works.",
  icon: "plug",
  sample: { connection: "shop" },
  config: z.strictObject({
    connection: connectionName,
    /** An address to ask with the connection's credentials. */
    url: z.string().optional(),
  }),
  output: () => unknownType,
  promise: () => "at_most_once",
});
