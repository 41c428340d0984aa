import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, version } from "../../schemas.ts";

export const getVersion = defineOperation({
  id: "workflows.version",
  method: "GET",
  path: "/workflows/{id}/versions/{n}",

  summary: "One version with its definition.",
  permission: "workflows.read",
  params: idParams.extend({ n: z.coerce.number().int().min(1) }),
  query: nothing,
  body: nothing,
  answer: version.extend({ definition: jsonValue }),
  status: 200,
  problems: ["not_found"],
});
