import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const startRun = defineOperation({
  id: "workflows.start_run",
  method: "POST",
  path: "/workflows/{id}/runs",

  summary: "Starts a run by hand; in sync mode answers with its output.",
  permission: "runs.start",
  params: idParams,
  query: nothing,
  body: z.strictObject({ input: jsonValue.default({}) }),
  answer: z.object({
    runId: z.string(),
    status: z.string().optional(),
    output: jsonValue.optional(),
    messages: z.array(z.string()).optional(),
  }),
  status: 202,
  audit: { of: "people" },
  problems: [
    "not_found",
    "not_active",
    "invalid_input",
    "run_failed",
    "run_not_available",
    "server_busy",
    "workflow_busy",
    "read_only",
  ],
});
