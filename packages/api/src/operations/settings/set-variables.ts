import { defineOperation } from "../../operation.ts";
import { nothing, variables } from "../../schemas.ts";

export const setVariables = defineOperation({
  id: "settings.set_variables",
  method: "PUT",
  path: "/settings/variables",

  summary: "Replaces the environment variables; runs that have begun keep the ones they know.",
  permission: "settings.write",
  params: nothing,
  query: nothing,
  body: variables,
  answer: variables,
  status: 200,
  problems: ["invalid_input"],
});
