import {
  anyObject,
  type ConfigIssue,
  defineTrigger,
  listOf,
  objectOf,
  type SecretUse,
  type Type,
  textType,
  typeAt,
  unionOf,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";
import { headerName } from "../../http-syntax.ts";
import { typeOfSample } from "../../sample/sample-type.ts";
import { parsePath } from "../../sample/value-path.ts";
import { checkUniqueNames } from "../../unique-names.ts";
import { authSchema, secretName, type WebhookAuth } from "./auth-config.ts";
import { checkPlace, placeSchema, withNamed } from "./place.ts";

const reservedNames: ReadonlySet<string> = new Set(["body", "query", "headers"]);
const forbiddenNames: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

const variableName = z
  .string()
  .regex(/^[A-Za-z_]\w{0,63}$/, "a name has letters, digits and _, at most 64, no digit first")
  .refine((name) => !reservedNames.has(name) && !forbiddenNames.has(name), {
    message: "this name is taken",
  });

const variableSchema = z
  .strictObject({
    name: variableName,
    from: z.enum(["body", "query", "headers"]),
    path: z.string().trim().min(1).max(500),
    required: z.boolean().default(false),
  })
  .superRefine(checkPlace);

const responseHeaders = z.record(
  z.string().regex(headerName, "this is not a header name"),
  z
    .string()
    .max(2000)
    .regex(/^[\t\x20-\x7e]*$/, "a header value is one line of plain text"),
);

export const webhookConfig = z.strictObject({
  mode: z.enum(["async", "sync"]).default("async").meta({ title: "Mode", main: true }),
  auth: authSchema.optional().meta({ title: "Authentication" }),
  variables: z
    .array(variableSchema)
    .max(200)
    .default([])
    .superRefine(checkUniqueNames)
    .meta({ title: "Variables" }),
  response: z
    .strictObject({
      status: z.int().min(200).max(299).default(200),
      headers: responseHeaders.default({}),
      body: z.json().default("ok"),
    })
    .optional()
    .meta({ title: "Immediate response" }),
  deduplicateBy: placeSchema.optional().meta({ title: "Recognise duplicates by" }),
  sample: z.json().optional().meta({ title: "Sample body", main: true }),
});

export type WebhookConfig = z.output<typeof webhookConfig>;

export const webhook = defineTrigger({
  type: "webhook",
  source: "push",
  group: "connect",
  title: "Webhook",
  summary: "Starts when another system posts to the workflow's own address.",
  icon: "webhook",
  sample: {
    mode: "async",
    auth: { kind: "signature", scheme: "standard_webhooks", secrets: ["{{ secrets.webhook }}"] },
    variables: [{ name: "amount", from: "body", path: "order.amount" }],
  },
  sampleEvent: {
    body: { order: { id: "o_1", amount: 120 } },
    query: {},
    headers: { "content-type": "application/json" },
    amount: 120,
  },
  config: webhookConfig,
  listens: () => "own",
  mode: (config) => config.mode,
  output: dataType,
  sampleData: ({ sample }) => (sample === undefined ? undefined : { body: sample }),
  completed: ({ variables }, sample) => withNamed(sample, variables),
  secrets: ({ auth }) => secretPlaces(auth).flatMap(storedSecret),
  warnings,
});

function dataType(config: WebhookConfig): Type {
  const body = config.sample === undefined ? unknownType : typeOfSample(config.sample);
  const variables = config.variables.map(
    (variable) => [variable.name, variableType(variable, body)] as const,
  );
  // What people have named themselves is what they look for.
  return objectOf({
    ...Object.fromEntries(variables),
    body,
    query: anyObject,
    headers: anyObject,
  });
}

const queryValueType = unionOf([textType, listOf(textType)]);

function variableType({ from, path }: WebhookConfig["variables"][number], body: Type): Type {
  if (from === "headers") return textType;
  if (from === "query") return queryValueType;
  const found = typeAt(body, parsePath(path) ?? []);
  return found.found ? found.type : unknownType;
}

function warnings(config: WebhookConfig): readonly ConfigIssue[] {
  const plain = secretPlaces(config.auth)
    .filter(isPlain)
    .map(({ path }) => ({
      path,
      message: "this is stored as plain text; store it as a secret and write {{ secrets.NAME }}",
    }));
  if (config.mode === "async" || config.response === undefined) return plain;
  const message = "in sync mode the response step answers; this response is not used";
  return [...plain, { path: ["response"], message }];
}

interface SecretPlace {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

function secretPlaces(auth: WebhookAuth | undefined): readonly SecretPlace[] {
  if (auth === undefined || auth.kind === "none") return [];
  if (auth.kind === "basic") return [{ path: ["auth", "password"], text: auth.password }];
  return auth.secrets.map((text, index) => ({ path: ["auth", "secrets", index], text }));
}

function storedSecret({ path, text }: SecretPlace): readonly SecretUse[] {
  const name = secretName(text);
  return name === undefined ? [] : [{ path, name }];
}

function isPlain({ text }: SecretPlace): boolean {
  return secretName(text) === undefined;
}
