import {
  anyObject,
  connectionName,
  defineAction,
  hasTemplate,
  type Expression,
  isExpression,
  numberType,
  objectOf,
  type RequestOf,
  secretField,
  textField,
  textOf,
  unknownType,
} from "@stepwell/core";
import { z } from "zod";
import { sampleField } from "../../sample/sample-field.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;
const bodyTypes = ["json", "form", "multipart", "text", "xml", "none"] as const;

/** Methods without a body; a body that is configured there would be lost in silence. */
const bodyless: ReadonlySet<string> = new Set(["GET", "HEAD"]);

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** A list gives the name several times; null and variables without value leave it out. */
const writtenValue = z.union([scalar, z.array(scalar)]);
const namedValue = writtenValue.pipe(
  secretField() as z.ZodType<Expression, z.output<typeof writtenValue>>,
);
const namedValues = z.union([
  z.record(z.string().min(1).max(200), namedValue),
  z.array(z.strictObject({ name: textField(), value: namedValue.optional() })).max(200),
]);

const httpConfig = z
  .strictObject({
    method: z.enum(methods).default("GET").meta({ title: "Method", main: true }),
    url: textField().meta({ title: "URL" }),
    query: namedValues.optional().meta({ title: "Query" }),
    headers: namedValues.optional().meta({ title: "Headers" }),
    body: secretField().optional().meta({ title: "Body", main: true, ui: "json" }),
    bodyType: z.enum(bodyTypes).default("json").meta({ title: "Body type" }),
    connection: connectionName.optional().meta({ title: "Connection", ui: "connection" }),
    timeoutMs: z.int().min(1).max(300_000).default(30_000).meta({ title: "Time-out (ms)" }),
    followRedirects: z.boolean().default(true).meta({ title: "Follow redirects" }),
    output: z.enum(["full", "body"]).default("full").meta({ title: "Output" }),
    sample: sampleField().optional().meta({
      title: "Sample",
      description: "An example of the answer's body; gives later steps its fields",
    }),
    atMostOnce: z.boolean().default(false).meta({
      title: "At most once",
      description: "After a crash or a lost answer the request is not sent again.",
    }),
  })
  .superRefine(({ method, url, body, bodyType }, context) => {
    const issue = (path: string, message: string): void =>
      context.addIssue({ code: "custom", path: [path], message });
    // A template with a mistake has its own issue, and no source.
    const urlProblem = isExpression(url) ? problemOfUrl(textOf(url.source).trim()) : undefined;
    if (urlProblem !== undefined) issue("url", urlProblem);
    if (body !== undefined && bodyType !== "none" && bodyless.has(method))
      issue("body", `${method} sends no body; remove it or choose another method`);
  });

const otherScheme = /^(?!https?:)([a-z][a-z0-9+.-]*):/i;

/** What can be told before a run; variables may still give anything. */
function problemOfUrl(url: string): string | undefined {
  if (url === "") return "a URL is needed";
  const [, scheme] = otherScheme.exec(url) ?? [];
  if (scheme !== undefined) return `only http and https addresses can be called, not ${scheme}:`;
  if (hasTemplate(url)) return undefined;
  return URL.canParse(url) ? undefined : "the URL is not a complete web address";
}

export type HttpRequest = RequestOf<typeof httpConfig>;
export type NamedValues = NonNullable<HttpRequest["query"]>;

export const http = defineAction({
  type: "http",
  group: "connect",
  title: "HTTP request",
  summary: "Calls a web address and gives its answer to later steps.",
  icon: "globe",
  sample: {
    method: "POST",
    url: "https://api.example.com/orders",
    headers: { "x-tenant": "{{ trigger.body.tenant }}" },
    body: { amount: "{{ trigger.body.amount }}" },
  },
  config: httpConfig,
  connectionKinds: ["basic", "bearer", "header", "oauth2_client"],
  output({ output, sample }, infer) {
    const body = sample ? infer(sample) : unknownType;
    return output === "body" ? body : objectOf({ status: numberType, headers: anyObject, body });
  },
  sampleOutput({ output, sample }) {
    const body = sample?.source ?? null;
    return output === "body" ? body : { status: 200, headers: {}, body };
  },
  promise: (config) => (config.atMostOnce ? "at_most_once" : "at_least_once"),
});
