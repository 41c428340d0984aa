import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing, sampleParams } from "../../schemas.ts";

export const forgetSample = defineOperation({
  id: "samples.forget",
  method: "DELETE",
  path: "/workflows/{id}/samples/{place}",

  summary: "Forgets the sample of a step or of the trigger ($trigger).",
  permission: "workflows.write",
  params: sampleParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found"],
});
