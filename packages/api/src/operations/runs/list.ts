import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { listOf, nothing, runSummary, time, pageQuery } from "../../schemas.ts";

export const listRuns = defineOperation({
  id: "runs.list",
  method: "GET",
  path: "/runs",

  summary: "Lists runs, newest first.",
  permission: "runs.read",
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    workflow: z.string().max(100).optional(),
    status: z.string().max(200).optional(),
    from: time.optional(),
    to: time.optional(),
    version: z.coerce.number().int().optional(),
    q: z.string().max(200).optional(),
  }),
  body: nothing,
  answer: listOf(runSummary),
  status: 200,
  problems: ["invalid_input"],
});
