import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { listOf, nothing, workflowSummary, pageQuery } from "../../schemas.ts";

export const listWorkflows = defineOperation({
  id: "workflows.list",
  method: "GET",
  path: "/workflows",

  summary: "Lists workflows, newest first.",
  permission: "workflows.read",
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    archived: z.stringbool().optional(),
    q: z.string().max(200).optional(),
    /** Adds `stats` of so many UTC days, today included. */
    statsDays: z.coerce.number().int().min(1).max(30).optional(),
  }),
  body: nothing,
  answer: listOf(workflowSummary),
  status: 200,
  problems: [],
});
