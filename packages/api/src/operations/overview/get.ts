import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing, time } from "../../schemas.ts";

const counts = {
  succeeded: z.int(),
  failed: z.int(),
  canceled: z.int(),
  rejected: z.int(),
};

const failingWorkflow = z.object({
  workflowId: z.string(),
  name: z.string(),
  failed: z.int(),
  /** Runs of any outcome. */
  ended: z.int(),
  /** Null where retention has deleted it. */
  lastFailureRunId: z.string().nullable(),
  /** Hidden where the workflow is confidential, without the permission runs.read_payload. */
  lastMessage: z.string().optional(),
});

export const getOverview = defineOperation({
  id: "overview.get",
  method: "GET",
  path: "/overview",

  summary:
    "Figures of the last days: ended runs by outcome and hour (1 day) or UTC day (7, 30), also of runs deleted since; what is open now; the workflows that failed most.",
  permission: "runs.read",
  payloadPermission: "runs.read_payload",
  params: nothing,
  query: z.strictObject({
    days: z.enum(["1", "7", "30"]).default("7"),
  }),
  body: nothing,
  answer: z.object({
    from: time,
    to: time,
    bucket: z.enum(["hour", "day"]),
    /** One for each hour or day, also where there were none; the last one is not over. */
    runs: z.array(z.object({ start: time, ...counts })),
    running: z.int(),
    waiting: z.int(),
    queued: z.int(),
    workflows: z.object({
      active: z.int(),
      total: z.int(),
      limitActive: z.int(),
      limitTotal: z.int(),
    }),
    /** At most 10, the most failures first. */
    failing: z.array(failingWorkflow),
  }),
  status: 200,
  problems: [],
});
