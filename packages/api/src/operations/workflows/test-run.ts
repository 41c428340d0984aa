import { jsonValue, runReasons, runStatuses } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { definitionInput, failure, idParams, nothing, stepRun } from "../../schemas.ts";

const sources = ["recorded", "assumed", "performed"] as const;

export const trial = z.object({
  /** `waiting` where the run would wait for something that only the outside can bring. */
  status: z.enum(runStatuses),
  reason: z.enum(runReasons).nullable(),
  message: z.string().nullable(),
  output: jsonValue.nullable(),
  response: jsonValue.nullable(),
  messages: z.array(z.string()),
  variables: z.record(z.string(), jsonValue),
  error: failure.optional(),
  stepRuns: z.array(stepRun),
  /** What was asked of the outside; `assumed` ones were not carried out. */
  effects: z.array(
    z.object({
      stepId: z.string(),
      type: z.string(),
      path: z.string(),
      request: jsonValue,
      source: z.enum(sources),
    }),
  ),
});

export const testWorkflow = defineOperation({
  id: "workflows.test",
  method: "POST",
  path: "/workflows/{id}/test",

  summary:
    "Tries the draft (or a definition) with a past event, data made by hand, or the trigger's sample. Effects are simulated unless they are allowed step by step; waits take no time; the run is not stored, what allowed effects bring about is.",
  permission: "workflows.write",
  params: idParams,
  query: nothing,
  body: z.strictObject({
    definition: definitionInput.optional(),
    /** Id of a past event. */
    event: z.string().optional(),
    /** The event's data; without both the trigger's sample. */
    sample: jsonValue.optional(),
    /** Steps whose effects are carried out. */
    allow: z.array(z.string()).max(100).default([]),
    /** Steps that have a kept sample give it, and are not carried out. */
    useSamples: z.boolean().default(false),
    /** The run ends after this step. */
    until: z.string().min(1).max(100).optional(),
  }),
  answer: trial,
  status: 200,
  audit: { fields: ["event", "allow", "until"] },
  problems: ["not_found", "invalid_input", "definition_has_errors"],
});
