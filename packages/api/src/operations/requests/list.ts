import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { listOf, nothing, pageQuery, stepRun, stepRunStatuses, time } from "../../schemas.ts";

const outsideRequest = stepRun
  .pick({
    id: true,
    stepId: true,
    type: true,
    path: true,
    status: true,
    startedAt: true,
    endedAt: true,
    attempts: true,
    error: true,
  })
  .extend({
    runId: z.string(),
    workflowId: z.string(),
    /** What was asked and how it was answered, in a line; null where it is hidden. */
    summary: z.string().nullable(),
    /** Bytes of an error that is shortened here: `GET /runs/{id}/value` gives the whole. */
    large: z.object({ error: z.int() }).optional(),
  });

export const listRequests = defineOperation({
  id: "requests.list",
  method: "GET",
  path: "/requests",

  summary:
    "Lists what steps asked of the outside (http, email, emit_event …), the newest runs first, each run's requests in their order. One call looks at 200 runs at most: `isPartial` says that there may be more behind `nextCursor`.",
  permission: "runs.read",
  payloadPermission: "runs.read_payload",
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    workflow: z.string().max(100).optional(),
    status: z.enum(stepRunStatuses).optional(),
    /** Of runs made from this time on. */
    from: time.optional(),
  }),
  body: nothing,
  answer: listOf(outsideRequest).extend({
    /** The call ended before the page was full, or a run could not be read. */
    isPartial: z.boolean(),
  }),
  status: 200,
  problems: [],
});
