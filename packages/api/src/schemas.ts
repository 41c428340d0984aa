import {
  connectionContent,
  connectionKinds,
  connectionName,
  decisionOutcomes,
  defaultLimits,
  type LimitName,
  rootNames,
  runReasons,
  runStatuses,
  jsonValue,
} from "@stepwell/core";
import { z } from "zod";
import { roles } from "./permission.ts";

/* What the operations give and take. Times are ISO 8601 UTC; ids sort by time of creation. */

export const nothing = z.strictObject({});
export const idParams = z.strictObject({ id: z.string().min(1).max(100) });
export const time = z.iso.datetime();

export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
};

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A definition is checked by core, which gives better errors; here it is any object. */
export const definitionInput = z.record(z.string(), jsonValue);

export const finding = z.object({
  severity: z.enum(["error", "warning"]),
  code: z.string(),
  stepId: z.string().nullable(),
  path: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  /** Of a finding about a variable: its whole path. */
  variable: z.string().optional(),
  /** Of a finding about a field without value: its name, as the message has it in “…”. */
  field: z.string().optional(),
  line: z.int().optional(),
  column: z.int().optional(),
});

export const workflow = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullable(),
  folder: z.string().nullable(),
  tags: z.array(z.string()),
  active: z.boolean(),
  activeVersion: z.int().nullable(),
  latestVersion: z.int().nullable(),
  archived: z.boolean(),
  createdAt: time,
  updatedAt: time,
  trigger: z.object({ type: z.string(), url: z.string().optional() }),
  draft: z.object({
    definition: jsonValue,
    revision: z.int(),
    findings: z.array(finding),
  }),
});

export const workflowStats = z.object({
  /** The newest one that is kept. */
  lastRun: z.object({ id: z.string(), status: z.enum(runStatuses), at: time }).nullable(),
  /** One for each UTC day, the oldest first: runs by the day of their end. */
  days: z.array(z.object({ start: time, succeeded: z.int(), failed: z.int() })),
});

export const workflowSummary = workflow.omit({ draft: true }).extend({
  draft: z.object({ revision: z.int() }),
  /** In a list, where it asks for `statsDays`. */
  stats: workflowStats.optional(),
});

export const version = z.object({
  workflowId: z.string(),
  version: z.int(),
  note: z.string().nullable(),
  active: z.boolean(),
  publishedAt: time,
  publishedBy: z.string(),
});

export const decision = z.object({
  workflowId: z.string(),
  version: z.int(),
  outcome: z.enum(decisionOutcomes),
  detail: z.string().optional(),
  runId: z.string().optional(),
});

export const runSummary = z.object({
  id: z.string(),
  number: z.int(),
  workflowId: z.string(),
  version: z.int(),
  eventId: z.string(),
  status: z.enum(runStatuses),
  reason: z.enum(runReasons).nullable(),
  /** Its beginning, where it is long. */
  message: z.string().nullable(),
  createdAt: time,
  startedAt: time.nullable(),
  endedAt: time.nullable(),
  attempt: z.int(),
  rerunOf: z.string().nullable(),
  /** The run that called this one. */
  parentId: z.string().nullable(),
  /** Payloads, `message` and logs are hidden without the permission runs.read_payload. */
  confidential: z.boolean(),
});

export const listedRun = runSummary.extend({
  /** The number of the newest run that was made of it, again or as its continuation. */
  followedBy: z.int().nullable(),
});

/** Which runs. */
export const runFilter = {
  workflow: z.string().max(100).optional(),
  /** One, or several with commas between. */
  status: z.string().max(200).optional(),
  from: time.optional(),
  to: time.optional(),
  version: z.int().optional(),
  q: z.string().max(200).optional(),
};

export const eventSummary = z.object({
  id: z.string(),
  type: z.string(),
  source: z.string(),
  time,
  /** The id that its sender gave it. */
  externalId: z.string().nullable(),
  receivedAt: time,
  decisions: z.array(decision),
  /** Its data and `externalId` are hidden without the permission runs.read_payload. */
  confidential: z.boolean(),
});

export const event = eventSummary.extend({ data: jsonValue, runs: z.array(runSummary) });

export const failure = z.object({
  code: z.string(),
  message: z.string(),
  stepId: z.string().optional(),
  details: jsonValue.optional(),
});

export const stepRunStatuses = ["running", "waiting", "succeeded", "failed", "canceled"] as const;

export const attempt = z.object({
  /** 1 for the first. */
  number: z.int(),
  startedAt: time,
  endedAt: time.nullable(),
  error: failure.pick({ code: true, message: true }).optional(),
  /** When the one after it was due. */
  nextAt: time.optional(),
});

export const stepRun = z.object({
  id: z.string(),
  stepId: z.string(),
  type: z.string(),
  path: z.string(),
  status: z.enum(stepRunStatuses),
  startedAt: time,
  endedAt: time.nullable(),
  attempts: z.int(),
  /** The last 20 attempts at most, where there was more than one or another one is due. */
  attemptList: z.array(attempt).optional(),
  input: jsonValue.optional(),
  output: jsonValue.optional(),
  /**
   * Bytes of values that are left out here, being large: ask `GET /runs/{id}/value`. Of a large error
   * there are its code and the beginning of its message.
   */
  large: z
    .object({ input: z.int(), output: z.int(), error: z.int(), log: z.int() })
    .partial()
    .optional(),
  error: failure.optional(),
  log: z.array(z.string()).optional(),
  /** When a step that waits goes on by itself: its next attempt, or the end of its wait. */
  nextAt: time.optional(),
  /** The run that the step has called. */
  calledRunId: z.string().optional(),
});

export const run = runSummary.extend({
  event: z.object({
    id: z.string(),
    type: z.string(),
    source: z.string(),
    time,
    data: jsonValue,
  }),
  output: jsonValue.nullable(),
  /**
   * Bytes of values that are null or left out here, being large: ask `GET /runs/{id}/value`. Of a large
   * error there are its code and the beginning of its message, of a long `message` its beginning.
   */
  large: z
    .object({
      event: z.int(),
      output: z.int(),
      variables: z.int(),
      response: z.int(),
      message: z.int(),
      messages: z.int(),
      error: z.int(),
    })
    .partial()
    .optional(),
  /** When it took over what the run `rerunOf` had done. */
  resumedAt: time.optional(),
  /** For whoever waited for the run's answer. */
  messages: z.array(z.string()).optional(),
  response: z
    .object({ status: z.int(), headers: z.record(z.string(), z.string()), body: jsonValue })
    .optional(),
  error: failure.optional(),
  variables: z.record(z.string(), jsonValue).optional(),
  stepRuns: z.array(stepRun),
  /** More step runs than one answer holds: ask `GET /runs/{id}/step-runs`. */
  stepRunCount: z.int(),
  reruns: z.array(z.string()),
});

export const change = z.object({
  kind: z.string(),
  path: z.string(),
  stepId: z.string().nullable(),
  before: jsonValue.optional(),
  after: jsonValue.optional(),
});

/** A step's id, or `$trigger`. */
const samplePlace = z.string().min(1).max(100);

export const sampleParams = z.strictObject({ id: z.string().min(1).max(100), place: samplePlace });

export const sample = z.object({
  place: samplePlace,
  value: jsonValue,
  keptAt: time,
  /** The run that it is from. */
  runId: z.string().nullable(),
});

export const parsedVariable = z.object({
  from: z.enum(["body", "query", "headers"]),
  path: z.string(),
  name: z.string(),
  sample: jsonValue,
});

const typeKinds = [
  "unknown",
  "null",
  "boolean",
  "number",
  "text",
  "date",
  "date_time",
  "list",
  "object",
  "union",
] as const;

export const variable = z.object({
  root: z.enum(rootNames),
  /** As a template and a formula write it: `steps.total.amount`. */
  path: z.string(),
  title: z.string(),
  kind: z.enum(typeKinds),
  /** The type in words. */
  type: z.string(),
  /** False where the value may be missing: it needs a default. */
  isCertain: z.boolean(),
  step: z.object({ id: z.string(), type: z.string() }).optional(),
  sample: jsonValue.optional(),
  get children() {
    return z.array(variable).readonly().optional();
  },
  /** There are more children: ask for those of this path. */
  hasMore: z.literal(true).optional(),
});

export const versionOrDraft = z.union([z.literal("draft"), z.coerce.number().int().min(1)]);

export const secretParams = z.strictObject({
  name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/),
});

export const connectionParams = z.strictObject({ name: connectionName });

const named = { name: connectionName };
const [basic, bearer, header, oauth2Client, smtp] = connectionContent.options;

export const newConnection = z.discriminatedUnion("kind", [
  basic.extend(named),
  bearer.extend(named),
  header.extend(named),
  oauth2Client.extend(named),
  smtp.extend(named),
]);

export const connection = z.object({
  name: z.string(),
  kind: z.enum(connectionKinds),
  hosts: z.array(z.string()),
  settings: z.record(z.string(), jsonValue),
  /** Only whether they are set. */
  secrets: z.record(z.string(), z.object({ isSet: z.literal(true) })),
  createdAt: time,
  updatedAt: time,
  /** Workflows whose draft or active version names it; only where they are asked for. */
  usedBy: z.array(z.object({ id: z.string(), name: z.string() })).optional(),
});

export const variables = z.strictObject({
  variables: z
    .record(
      z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/, {
        error: "a name has capital letters, digits and _, and begins with a letter",
      }),
      z.string().refine((value) => new TextEncoder().encode(value).length <= 4096, {
        error: "a value has at most 4 KiB",
      }),
    )
    .refine((all) => Object.keys(all).length <= 200, {
      error: "an environment has at most 200 variables",
    }),
});

export const apiKey = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  environment: z.string().nullable(),
  createdAt: time,
  expiresAt: time.nullable(),
  revokedAt: time.nullable(),
});

const days = z.int().min(0).max(3650);

/** For how many days ended runs are kept, by outcome; rejected ones count as failed. */
export const keptDays = z.strictObject({
  succeededDays: days,
  failedDays: days,
  canceledDays: days,
});

const limitNames = Object.keys(defaultLimits) as [LimitName, ...LimitName[]];

/** What a limit must leave room for: the request that raises it again. */
const eventBytesMin = 1024;

export const limitsInput = z
  .partialRecord(z.enum(limitNames), z.int().min(0).max(1e12))
  .refine(({ eventBytesMax = eventBytesMin }) => eventBytesMax >= eventBytesMin, {
    path: ["eventBytesMax"],
    message: `at least ${eventBytesMin} are needed`,
  });
