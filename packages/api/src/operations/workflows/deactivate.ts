import { defineOperation } from "../../operation.ts";
import { idParams, nothing, workflow } from "../../schemas.ts";

export const deactivateWorkflow = defineOperation({
  id: "workflows.deactivate",
  method: "POST",
  path: "/workflows/{id}/deactivate",

  summary: "No event starts a run any more; open runs go on.",
  permission: "workflows.publish",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: workflow,
  status: 200,
  problems: ["not_found"],
});
