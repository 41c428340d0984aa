import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, workflow } from "../../schemas.ts";

export const publishWorkflow = defineOperation({
  id: "workflows.publish",
  method: "POST",
  path: "/workflows/{id}/publish",

  summary: "Makes a version of the draft; activates it where asked.",
  permission: "workflows.publish",
  params: idParams,
  query: nothing,
  body: z.strictObject({
    note: z.string().max(2000).optional(),
    activate: z.boolean().default(false),
    /** Only if the draft still has this revision. */
    revision: z.int().optional(),
  }),
  answer: workflow.extend({ version: z.int() }),
  status: 200,
  audit: { fields: ["note", "activate"] },
  problems: ["not_found", "definition_has_errors", "limit_reached", "revision_conflict"],
});
