import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { idParams, nothing, time, variable } from "../../schemas.ts";

export const listVariables = defineOperation({
  id: "workflows.variables",
  method: "GET",
  path: "/workflows/{id}/variables",

  summary:
    "What can be read at a place of the draft, as the checker knows it, with types and values: the kept samples, else those of the newest event and run.",
  permission: "workflows.read",
  params: idParams,
  query: z.strictObject({
    at: z.string().min(1).max(100).default("$end").meta({
      description: "The id of a step; $trigger for the trigger's condition; $end for the end",
    }),
    branch: z.string().min(1).max(100).optional().meta({
      description: "The end of this branch of the step, instead of the step's own config",
    }),
    inside: z.enum(["true", "false"]).default("false").meta({
      description: "For fields of a config that see the step's own scope, as a loop's condition",
    }),
    path: z.string().min(1).max(1000).optional().meta({
      description: "Only this variable, with more of what is in it",
    }),
    run: z.string().min(1).max(100).optional().meta({
      description: "Values of this run of the workflow, in place of the kept and the newest ones",
    }),
  }),
  body: nothing,
  answer: z.object({
    items: z.array(variable),
    /** When the event and the run came that the values are from. */
    sampledAt: time.nullable(),
  }),
  status: 200,
  problems: ["not_found"],
});
