import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, workflow } from "../../schemas.ts";

export const updateWorkflow = defineOperation({
  id: "workflows.update",
  method: "PATCH",
  path: "/workflows/{id}",

  summary: "Renames a workflow, or files it away (archived).",
  permission: "workflows.write",
  params: idParams,
  query: nothing,
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    description: z.string().max(10_000).optional(),
    folder: z.string().max(200).optional(),
    tags: z.array(z.string().min(1).max(50)).max(50).optional(),
    archived: z.boolean().optional(),
  }),
  answer: workflow,
  status: 200,
  audit: { fields: ["name", "archived", "folder", "tags"] },
  problems: ["not_found", "invalid_input"],
});
