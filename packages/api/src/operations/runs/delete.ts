import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const deleteRun = defineOperation({
  id: "runs.delete",
  method: "DELETE",
  path: "/runs/{id}",

  summary: "Deletes an ended run with its journal.",
  permission: "runs.delete",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found", "run_not_ended"],
});
