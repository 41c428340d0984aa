import { defineOperation } from "../../operation.ts";
import { idParams, listOf, nothing, version } from "../../schemas.ts";

export const listVersions = defineOperation({
  id: "workflows.versions",
  method: "GET",
  path: "/workflows/{id}/versions",

  summary: "Lists versions, newest first.",
  permission: "workflows.read",
  params: idParams,
  query: nothing,
  body: nothing,
  answer: listOf(version),
  status: 200,
  problems: ["not_found"],
});
