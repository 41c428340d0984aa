import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { connectionParams, nothing } from "../../schemas.ts";

export const deleteConnection = defineOperation({
  id: "connections.delete",
  method: "DELETE",
  path: "/connections/{name}",

  summary: "Deletes a connection; refused while workflows use it, unless forced.",
  permission: "connections.write",
  params: connectionParams,
  query: z.strictObject({ force: z.stringbool().default(false) }),
  body: nothing,
  answer: z.null(),
  status: 204,
  problems: ["not_found", "connection_in_use"],
});
