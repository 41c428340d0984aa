import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing } from "../../schemas.ts";

export const getRunValue = defineOperation({
  id: "runs.value",
  method: "GET",
  path: "/runs/{id}/value",

  summary: "One value whole: what `large` of a run or a step run says is left out there.",
  permission: "runs.read",
  payloadPermission: "runs.read_payload",
  params: idParams,
  query: z.strictObject({
    of: z.enum([
      "event",
      "input",
      "output",
      "error",
      "log",
      "variables",
      "response",
      "message",
      "messages",
    ]),
    /** The path of a step run, of which there are input, output, error and log; of the run itself without one. */
    path: z.string().max(10_000).optional(),
  }),
  body: nothing,
  answer: z.object({ value: jsonValue }),
  status: 200,
  problems: ["not_found"],
});
