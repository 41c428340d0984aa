import { editOperationSchema } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, workflow } from "../../schemas.ts";

export const editDraft = defineOperation({
  id: "workflows.edit_draft",
  method: "PATCH",
  path: "/workflows/{id}/draft",

  summary: "Applies the builder's operations to the draft, all or none.",
  permission: "workflows.write",
  params: idParams,
  query: nothing,
  body: z.strictObject({
    operations: z.array(editOperationSchema).min(1).max(200),
    revision: z.int(),
  }),
  answer: workflow,
  status: 200,
  problems: ["not_found", "invalid_input", "revision_conflict"],
});
