import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const getLimits = defineOperation({
  id: "settings.get_limits",
  method: "GET",
  path: "/settings/limits",

  summary: "The limits of the environment and how much of each is used.",
  permission: "settings.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({
    limits: z.record(z.string(), z.number()),
    used: z.record(z.string(), z.number()),
  }),
  status: 200,
  problems: [],
});
