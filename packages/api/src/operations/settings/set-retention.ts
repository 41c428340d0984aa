import { defineOperation } from "../../operation.ts";
import { keptDays, nothing } from "../../schemas.ts";

export const setRetention = defineOperation({
  id: "settings.set_retention",
  method: "PATCH",
  path: "/settings/retention",

  summary: "Changes for how many days ended runs are kept; rejected ones count as failed.",
  permission: "settings.write",
  params: nothing,
  query: nothing,
  body: keptDays.partial(),
  answer: keptDays,
  status: 200,
  audit: { fields: ["succeededDays", "failedDays", "canceledDays"] },
  problems: ["invalid_input"],
});
