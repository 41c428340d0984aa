import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, sample } from "../../schemas.ts";

export const listSamples = defineOperation({
  id: "samples.list",
  method: "GET",
  path: "/workflows/{id}/samples",

  summary:
    "What people have kept as examples of the trigger's data and of what steps of the draft give. Only the builder and tests use them, runs never. A confidential workflow has none.",
  permission: "workflows.read",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.object({ items: z.array(sample) }),
  status: 200,
  problems: ["not_found"],
});
