import { jsonValue } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing } from "../../schemas.ts";

export const getCatalog = defineOperation({
  id: "catalog.get",
  method: "GET",
  path: "/catalog",

  summary:
    "All step types and trigger types with the JSON Schema of their configs, and the operators of conditions.",
  permission: "workflows.read",
  params: nothing,
  query: nothing,
  body: nothing,
  answer: z.object({
    steps: z.array(jsonValue),
    triggers: z.array(jsonValue),
    /** Of conditions, in the order in which they are offered. */
    operators: z.array(
      z.object({
        name: z.string(),
        title: z.string(),
        /** Of the left side; empty means any. */
        types: z.array(z.string()),
        right: z.enum(["none", "one", "two", "list", "number", "duration", "where"]),
      }),
    ),
  }),
  status: 200,
  problems: [],
});
