import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const rerunRun = defineOperation({
  id: "runs.rerun",
  method: "POST",
  path: "/runs/{id}/rerun",

  summary: "A new run of the original event, of the active version or a chosen one.",
  permission: "runs.control",
  params: idParams,
  query: nothing,
  body: z.strictObject({ version: z.int().min(1).optional() }),
  answer: z.object({ runId: z.string() }),
  status: 202,
  audit: { fields: ["version"] },
  problems: [
    "not_found",
    "not_active",
    "rerun_window_over",
    "server_busy",
    "workflow_busy",
    "read_only",
  ],
});
