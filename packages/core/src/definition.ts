import { z } from "zod";
import { conditionSchema } from "./condition/schema.ts";
import { durationSchema } from "./duration.ts";
import type { Json } from "./json.ts";

/*
 * The definition of a workflow, `stepwell/v1`: one JSON document, the same in the API, in files and
 * in the database. This schema is its shape; whether it makes sense the checker says.
 */

export const formatName = "stepwell/v1";

const idPattern = /^[a-z][a-z0-9_]{0,63}$/;
const id = z
  .string()
  .regex(
    idPattern,
    "an id has lower-case letters, digits and _, starts with a letter, at most 64 characters",
  );
const title = z.string().max(200);
const config = z.record(z.string(), z.json());
const dayMs = 86_400_000;
const timeout = durationSchema(1, 180 * dayMs);

export const retrySchema = z.strictObject({
  attempts: z.int().min(1).max(100).meta({ description: "1 means no retry" }),
  initialDelay: durationSchema(0, dayMs).default(1000),
  factor: z.number().min(1).max(10).default(2),
  maxDelay: durationSchema(0, 7 * dayMs).default(60_000),
  jitter: z.boolean().default(true),
});

export const branchSchema = z.strictObject({
  id,
  title: title.optional(),
  when: conditionSchema.optional(),
  get steps() {
    return z.array(stepSchema);
  },
});

export const stepSchema = z.strictObject({
  id,
  type: z.string().regex(idPattern),
  title: title.optional(),
  config: config.default({}),
  get branches() {
    return z.array(branchSchema).optional();
  },
  retry: retrySchema.optional(),
  timeout: timeout.optional(),
  onError: z.enum(["fail", "continue", "branch"]).optional(),
  disabled: z
    .boolean()
    .optional()
    .meta({ description: "Runs leave the step out, with everything inside its branches" }),
  note: z.string().max(10_000).optional().meta({ description: "For people: why it is as it is" }),
});

export const triggerSchema = z.strictObject({
  type: z.string().regex(idPattern),
  config: config.default({}),
  when: conditionSchema.optional(),
});

export const settingsSchema = z.strictObject({
  mode: z.enum(["async", "sync"]).optional(),
  timeout: timeout.optional(),
  cycleLimit: z.int().min(1).max(100).optional(),
  concurrency: z
    .strictObject({ limit: z.int().min(1).max(10_000), key: z.string().max(500).optional() })
    .optional(),
  retention: z
    .strictObject({
      succeededDays: z.int().min(0).max(3650).optional(),
      failedDays: z.int().min(0).max(3650).optional(),
      canceledDays: z.int().min(0).max(3650).optional(),
    })
    .optional(),
  confidential: z.boolean().optional(),
  timeZone: z.string().max(64).optional(),
});

export const definitionSchema = z.strictObject({
  format: z.literal(formatName),
  name: z.string().trim().min(1).max(200),
  description: z.string().max(10_000).optional(),
  folder: z.string().max(200).optional(),
  tags: z.array(z.string().min(1).max(50)).max(50).optional(),
  trigger: triggerSchema,
  steps: z.array(stepSchema),
  settings: settingsSchema.optional(),
});

export type Definition = z.output<typeof definitionSchema>;
export type StepDefinition = z.output<typeof stepSchema>;
export type BranchDefinition = z.output<typeof branchSchema>;
export type TriggerDefinition = z.output<typeof triggerSchema>;
export type Settings = z.output<typeof settingsSchema>;
export type RetryPolicy = z.output<typeof retrySchema>;

export type DefinitionParse =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly issues: readonly DefinitionIssue[] };

export interface DefinitionIssue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
  readonly message: string;
}

export function parseDefinition(value: Json): DefinitionParse {
  const parsed = definitionSchema.safeParse(value);
  if (parsed.success) return { ok: true, definition: parsed.data };
  const issues = parsed.error.issues.map(({ path, code, message }) => ({ path, code, message }));
  return { ok: false, issues };
}
