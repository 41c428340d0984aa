import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, workflow } from "../../schemas.ts";

export const activateWorkflow = defineOperation({
  id: "workflows.activate",
  method: "POST",
  path: "/workflows/{id}/activate",

  summary:
    "Makes a version the active one: its trigger starts runs. The latest where none is named.",
  permission: "workflows.publish",
  params: idParams,
  query: nothing,
  body: z.strictObject({ version: z.int().min(1).optional() }),
  answer: workflow,
  status: 200,
  audit: { fields: ["version"] },
  problems: ["not_found", "limit_reached"],
});
