import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { change, idParams, nothing, versionOrDraft } from "../../schemas.ts";

export const diffVersions = defineOperation({
  id: "workflows.diff",
  method: "GET",
  path: "/workflows/{id}/versions/diff",

  summary: "What differs between two versions, or a version and the draft, in terms of steps.",
  permission: "workflows.read",
  params: idParams,
  query: z.strictObject({ from: versionOrDraft, to: versionOrDraft }),
  body: nothing,
  answer: z.object({ changes: z.array(change) }),
  status: 200,
  problems: ["not_found"],
});
