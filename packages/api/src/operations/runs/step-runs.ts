import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, listOf, nothing, stepRun, pageQuery } from "../../schemas.ts";

export const listStepRuns = defineOperation({
  id: "runs.step_runs",
  method: "GET",
  path: "/runs/{id}/step-runs",

  summary: "All step runs of a run in order, by pages.",
  permission: "runs.read",
  payloadPermission: "runs.read_payload",
  params: idParams,
  query: z.strictObject({ ...pageQuery, step: z.string().max(100).optional() }),
  body: nothing,
  answer: listOf(stepRun),
  status: 200,
  problems: ["not_found"],
});
