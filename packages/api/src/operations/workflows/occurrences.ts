import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, time } from "../../schemas.ts";

export const listOccurrences = defineOperation({
  id: "workflows.occurrences",
  method: "GET",
  path: "/workflows/{id}/occurrences",

  summary:
    "When the schedule of the draft's trigger comes next. Of a schedule with a limit, the times from now to `after` count as used.",
  permission: "workflows.read",
  params: idParams,
  query: z.strictObject({
    count: z.coerce.number().int().min(1).max(100).default(10),
    after: time.optional(),
  }),
  body: z.strictObject({}),
  answer: z.object({ items: z.array(z.object({ at: time, localTime: z.string() })) }),
  status: 200,
  problems: ["not_found", "invalid_input"],
});
