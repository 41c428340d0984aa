import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { sample, sampleParams } from "../../schemas.ts";

export const keepSample = defineOperation({
  id: "samples.keep",
  method: "PUT",
  path: "/workflows/{id}/samples/{place}",

  summary: "Keeps a value as the sample of a step of the draft, or of the trigger ($trigger).",
  permission: "workflows.write",
  params: sampleParams,
  query: z.strictObject({}),
  body: z.strictObject({ value: jsonValue }),
  answer: sample,
  status: 200,
  problems: ["not_found", "workflow_confidential", "limit_reached"],
});
