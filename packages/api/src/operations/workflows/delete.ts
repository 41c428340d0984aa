import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const deleteWorkflow = defineOperation({
  id: "workflows.delete",
  method: "DELETE",
  path: "/workflows/{id}",

  summary: "Deletes a workflow for good, with its versions and runs. Open runs are canceled.",
  permission: "workflows.delete",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found"],
});
