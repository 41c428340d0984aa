import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { listOf, nothing, runFilter, runSummary, pageQuery } from "../../schemas.ts";

export const listRuns = defineOperation({
  id: "runs.list",
  method: "GET",
  path: "/runs",

  summary: "Lists runs, newest first.",
  permission: "runs.read",
  payloadPermission: "runs.read_payload",
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    ...runFilter,
    version: z.coerce.number().int().optional(),
  }),
  body: nothing,
  answer: listOf(runSummary),
  status: 200,
  problems: ["invalid_input"],
});
