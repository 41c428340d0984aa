import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const resumeRun = defineOperation({
  id: "runs.resume",
  method: "POST",
  path: "/runs/{id}/resume",

  summary:
    "A new run that goes on from where this one failed or was canceled: what was done is not done again. Of the same version or another that fits, optionally with other input.",
  permission: "runs.control",
  params: idParams,
  query: nothing,
  body: z.strictObject({
    version: z.int().min(1).optional(),
    /** The event's data from now on. */
    input: jsonValue.optional(),
  }),
  answer: z.object({ runId: z.string() }),
  status: 202,
  audit: { fields: ["version"] },
  problems: [
    "not_found",
    "invalid_input",
    "run_not_ended",
    "run_not_resumable",
    "server_busy",
    "workflow_busy",
    "read_only",
  ],
});
