import { hindcastClasses, jsonValue, runReasons, runStatuses } from "@stepwell/core";
import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { definitionInput, idParams, nothing, time } from "../../schemas.ts";

const effect = z.object({
  stepId: z.string(),
  type: z.string(),
  path: z.string(),
  request: jsonValue,
});

const end = z.object({
  status: z.enum(runStatuses),
  reason: z.enum(runReasons).nullable(),
  message: z.string().nullable(),
  output: jsonValue,
  response: jsonValue.nullable(),
});

const runReport = z.object({
  eventId: z.string(),
  /** The event's data as JSON, cut; of a request its body. */
  data: z.string(),
  runId: z.string().nullable(),
  class: z.enum(hindcastClasses),
  before: end.nullable(),
  after: end.nullable(),
  /** Why it would not start. */
  detail: z.string().optional(),
  effects: z.object({
    removed: z.array(effect).readonly(),
    added: z.array(effect).readonly(),
    changed: z.array(z.object({ before: effect, after: effect })).readonly(),
  }),
  assumed: z.int(),
  recorded: z.int(),
});

export const hindcastReport = z.object({
  events: z.int(),
  /** Runs that have not ended, or are too long to be imagined, cannot be compared. */
  skipped: z.int(),
  classes: z.record(z.enum(hindcastClasses), z.int()),
  runs: z.array(runReport).readonly(),
  answers: z.object({ recorded: z.int(), assumed: z.int(), performed: z.int() }),
  assumedShare: z.number(),
  coverage: z.object({
    branches: z
      .array(z.object({ stepId: z.string(), branchId: z.string(), entered: z.int() }))
      .readonly(),
    unreachedStepIds: z.array(z.string()).readonly(),
  }),
});

export const hindcastWorkflow = defineOperation({
  id: "workflows.hindcast",
  method: "POST",
  path: "/workflows/{id}/hindcast",

  summary:
    "Tries the draft (or a version, or a definition) on past events of the workflow: what would differ. Nothing leaves the machine.",
  permission: "workflows.write",
  params: idParams,
  query: nothing,
  body: z.strictObject({
    definition: definitionInput.optional(),
    version: z.int().min(1).optional(),
    last: z.int().min(1).max(10_000).default(100),
    from: time.optional(),
    to: time.optional(),
  }),
  answer: hindcastReport,
  status: 200,
  audit: { fields: ["version", "last", "from", "to"] },
  problems: ["not_found", "invalid_input", "definition_has_errors"],
});
