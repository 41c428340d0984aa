import { defineOperation } from "../../operation.ts";
import { keptDays, nothing } from "../../schemas.ts";

export const getRetention = defineOperation({
  id: "settings.get_retention",
  method: "GET",
  path: "/settings/retention",

  summary: "For how many days ended runs are kept where their workflow does not say.",
  permission: "settings.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: keptDays,
  status: 200,
  problems: [],
});
