import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { definitionInput, idParams, nothing, workflow } from "../../schemas.ts";

export const replaceDraft = defineOperation({
  id: "workflows.replace_draft",
  method: "PUT",
  path: "/workflows/{id}/draft",

  summary: "Replaces the draft, if it still has the revision given.",
  permission: "workflows.write",
  params: idParams,
  query: nothing,
  body: z.strictObject({ definition: definitionInput, revision: z.int() }),
  answer: workflow,
  status: 200,
  problems: ["not_found", "invalid_input", "revision_conflict"],
});
