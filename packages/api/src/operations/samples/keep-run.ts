import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, sample } from "../../schemas.ts";

export const keepRunSamples = defineOperation({
  id: "samples.keep_run",
  method: "POST",
  path: "/workflows/{id}/samples",

  summary:
    "Keeps the data of a run of the workflow as samples: of its event, and of each step of the draft the first output.",
  permission: "workflows.write",
  params: idParams,
  query: nothing,
  body: z.strictObject({ runId: z.string().min(1).max(100) }),
  answer: z.object({
    items: z.array(sample),
    /** Too large, or too much together with the others. */
    leftOut: z.array(z.string()),
  }),
  status: 200,
  audit: { fields: ["runId"] },
  problems: ["not_found", "workflow_confidential"],
});
