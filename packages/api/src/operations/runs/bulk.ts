import { z } from "zod";
import { defineOperation } from "../../operation.ts";
import { nothing, runFilter } from "../../schemas.ts";

const idsMax = 10_000;

export const bulkRuns = defineOperation({
  id: "runs.bulk",
  method: "POST",
  path: "/runs/bulk",

  summary:
    "Runs again, resumes, cancels or deletes many runs: those of a list, or the newest that a filter finds.",
  permission: "runs.control",
  params: nothing,
  query: nothing,
  body: z
    .strictObject({
      /** `delete` needs the permission runs.delete. */
      action: z.enum(["rerun", "resume", "cancel", "delete"]),
      /**
       * Without a status: the ended runs, for `cancel` those that have not ended, for `resume` those
       * that failed or were canceled. `hasRerun: false` leaves out what was run again or resumed.
       */
      filter: z.strictObject({ ...runFilter, hasRerun: z.boolean().optional() }).optional(),
      ids: z.array(z.string().min(1).max(100)).min(1).max(idsMax).optional(),
      /**
       * For `rerun` and `resume`: the version of the new runs. Without one it is the active one for
       * `rerun`, for `resume` that of each run.
       */
      version: z.union([z.int().min(1), z.literal("active")]).optional(),
      limit: z.int().min(1).max(idsMax).default(1000),
      /** Only counts. */
      dryRun: z.boolean().default(false),
    })
    .refine(({ filter, ids }) => (filter === undefined) !== (ids === undefined), {
      path: ["filter"],
      message: "give a filter or a list of ids, one of them",
    })
    .refine(
      ({ action, version }) => version === undefined || action === "rerun" || action === "resume",
      {
        path: ["version"],
        message: "only rerun and resume take a version",
      },
    ),
  answer: z.object({
    matched: z.int(),
    done: z.int(),
    /** The first 100 of `skippedCount`. */
    skipped: z.array(z.object({ runId: z.string(), code: z.string(), message: z.string() })),
    skippedCount: z.int(),
    /** How many more there are behind the limit; counted up to 10,000. */
    more: z.int(),
    /** Why it ended before all were dealt with. */
    stopped: z
      .object({ code: z.string(), message: z.string(), retryAfterSeconds: z.int() })
      .nullable(),
  }),
  status: 200,
  audit: { fields: ["action", "filter", "version", "limit", "dryRun"] },
  problems: ["invalid_input", "forbidden", "not_found"],
});
