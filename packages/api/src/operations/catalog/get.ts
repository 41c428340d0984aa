import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const getCatalog = defineOperation({
  id: "catalog.get",
  method: "GET",
  path: "/catalog",

  summary: "All step types and trigger types with the JSON Schema of their configs.",
  permission: "workflows.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({ steps: z.array(jsonValue), triggers: z.array(jsonValue) }),
  status: 200,
  problems: [],
});
