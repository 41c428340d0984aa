import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const stopCapture = defineOperation({
  id: "workflows.stop_capture",
  method: "DELETE",
  path: "/workflows/{id}/webhook/capture",

  summary: "Waits for no request any longer.",
  permission: "workflows.write",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found"],
});
