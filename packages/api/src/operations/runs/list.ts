import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { listedRun, nothing, pageQuery, runFilter } from "../../schemas.ts";
import { searchedListOf } from "../../searched-list.ts";

export const listRuns = defineOperation({
  id: "runs.list",
  method: "GET",
  path: "/runs",

  summary:
    "Lists runs, newest first. `q` is looked for among 10,000 runs at a time: `searchedBackTo` says how far, `nextCursor` goes on.",
  permission: "runs.read",
  payloadPermission: "runs.read_payload",
  params: nothing,
  query: z.strictObject({
    ...pageQuery,
    ...runFilter,
    version: z.coerce.number().int().optional(),
  }),
  body: nothing,
  answer: searchedListOf(listedRun),
  status: 200,
  problems: ["invalid_input"],
});
