import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { definitionInput, nothing, workflow } from "../../schemas.ts";

export const createWorkflow = defineOperation({
  id: "workflows.create",
  method: "POST",
  path: "/workflows",
  summary: "Makes a workflow with a draft. A definition with findings can be saved.",
  permission: "workflows.write",
  params: nothing,
  query: nothing,
  body: z.strictObject({ definition: definitionInput }),
  answer: workflow,
  status: 201,
  problems: ["invalid_input", "limit_reached"],
});
