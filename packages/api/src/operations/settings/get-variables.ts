import { defineOperation } from "../../operation.ts";
import { nothing, variables } from "../../schemas.ts";

export const getVariables = defineOperation({
  id: "settings.get_variables",
  method: "GET",
  path: "/settings/variables",

  summary: "The environment variables: what expressions see as env.NAME.",
  permission: "settings.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: variables,
  status: 200,
  problems: [],
});
