import { defineOperation } from "../../operation.ts";
import { idParams, nothing, workflow } from "../../schemas.ts";

export const getWorkflow = defineOperation({
  id: "workflows.get",
  method: "GET",
  path: "/workflows/{id}",

  summary: "One workflow with its draft and what the checker finds in it.",
  permission: "workflows.read",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: workflow,
  status: 200,
  problems: ["not_found"],
});
