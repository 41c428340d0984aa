import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { definitionInput, finding, nothing } from "../../schemas.ts";

export const checkDefinition = defineOperation({
  id: "workflows.check",
  method: "POST",
  path: "/check",

  summary: "What the checker finds in a definition; nothing is stored.",
  permission: "workflows.read",
  params: nothing,
  query: nothing,
  body: z.strictObject({ definition: definitionInput }),
  answer: z.object({ findings: z.array(finding) }),
  status: 200,
  audit: { of: "nobody" },
  problems: ["invalid_input"],
});
