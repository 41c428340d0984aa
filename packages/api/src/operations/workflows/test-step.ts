import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { definitionInput, nothing } from "../../schemas.ts";
import { trial } from "./test-run.ts";

const values = z.record(z.string(), jsonValue).default({});

export const testStep = defineOperation({
  id: "workflows.test_step",
  method: "POST",
  path: "/workflows/{id}/steps/{stepId}/test",

  summary:
    "Tries one step of the draft (or a definition) with given variables. Its effect is simulated unless it is allowed; the run is not stored, what an allowed effect brings about is.",
  permission: "workflows.write",
  params: z.strictObject({
    id: z.string().min(1).max(100),
    stepId: z.string().min(1).max(100),
  }),
  query: nothing,
  body: z.strictObject({
    definition: definitionInput.optional(),
    variables: z
      .strictObject({ trigger: jsonValue.optional(), steps: values, vars: values, scopes: values })
      .default({ steps: {}, vars: {}, scopes: {} }),
    allow: z.boolean().default(false),
  }),
  answer: trial,
  status: 200,
  problems: ["not_found", "invalid_input", "definition_has_errors"],
});
