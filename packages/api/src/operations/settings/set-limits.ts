import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { limitsInput, nothing } from "../../schemas.ts";

export const setLimits = defineOperation({
  id: "settings.set_limits",
  method: "PATCH",
  path: "/settings/limits",

  summary: "Changes limits of the environment.",
  permission: "settings.write",
  params: nothing,
  query: nothing,
  body: limitsInput,
  answer: z.object({
    limits: z.record(z.string(), z.number()),
    used: z.record(z.string(), z.number()),
  }),
  status: 200,
  problems: ["invalid_input"],
});
