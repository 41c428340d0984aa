import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const sendEvents = defineOperation({
  id: "events.send",
  method: "POST",
  path: "/events",

  summary:
    "Takes one event, a list of at most 1,000, or CloudEvents (binary or structured). Idempotent by id and source.",
  permission: "events.send",
  params: nothing,
  query: nothing,
  body: jsonValue,
  answer: z.object({
    items: z.array(
      z.object({ eventId: z.string(), duplicate: z.boolean(), runs: z.array(z.string()) }),
    ),
  }),
  status: 202,
  audit: { of: "nobody" },
  problems: ["invalid_input", "server_busy", "read_only"],
});
