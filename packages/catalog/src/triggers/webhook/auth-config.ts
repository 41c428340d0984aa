import { z } from "zod";
import { headerName } from "../../http-syntax.ts";

/*
 * How a webhook knows its sender. Passwords and secrets are plain text or exactly one reference
 * `{{ secrets.NAME }}`, which is looked up when a delivery arrives.
 */

const secretReference = /^\{\{\s*secrets\.([A-Za-z_][\w-]*)\s*\}\}$/;

/** The name of the stored secret that a text refers to; undefined for plain text. */
export function secretName(text: string): string | undefined {
  return secretReference.exec(text)?.[1];
}

const secretText = z
  .string()
  .min(1)
  .max(500)
  .refine((text) => !text.includes("{{") || secretName(text) !== undefined, {
    message: "write plain text or exactly {{ secrets.NAME }}",
  });

const header = z
  .string()
  .regex(headerName, "a header name has letters, digits and hyphens")
  .transform((name) => name.toLowerCase());

const day = 86_400;
const secrets = z.array(secretText).min(1).max(2).meta({
  description: "Two while a secret is being changed: both are accepted.",
});
const toleranceSeconds = z.int().min(1).max(day).default(300);
const signature = { kind: z.literal("signature"), secrets };

const hmacAuth = z
  .strictObject({
    ...signature,
    scheme: z.literal("hmac"),
    header,
    algorithm: z.enum(["sha256", "sha512", "sha1"]).default("sha256"),
    encoding: z.enum(["hex", "base64"]).default("hex"),
    prefix: z.string().max(50).default("").meta({ description: "Before the signature: sha256=" }),
    timestampHeader: header.optional(),
    signedContent: z.enum(["body", "timestamp.body"]).default("body"),
    toleranceSeconds,
  })
  .superRefine(({ signedContent, timestampHeader }, context) => {
    if ((signedContent === "timestamp.body") === (timestampHeader !== undefined)) return;
    const message =
      timestampHeader === undefined
        ? "the header that holds the time stamp is needed"
        : "a time stamp that is not signed proves nothing; sign timestamp.body or leave the header out";
    context.addIssue({ code: "custom", path: ["timestampHeader"], message });
  });

export const authSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({
    kind: z.literal("basic"),
    username: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^:]*$/, "a user name has no colon"),
    password: secretText,
  }),
  z.discriminatedUnion("scheme", [
    z.strictObject({ ...signature, scheme: z.literal("standard_webhooks"), toleranceSeconds }),
    z.strictObject({
      ...signature,
      scheme: z.literal("stripe"),
      toleranceSeconds: z.int().min(0).max(day).default(300).meta({
        description: "0 switches the test of age off.",
      }),
    }),
    z.strictObject({ ...signature, scheme: z.literal("github") }),
    hmacAuth,
  ]),
]);

export type WebhookAuth = z.output<typeof authSchema>;
export type BasicAuth = Extract<WebhookAuth, { kind: "basic" }>;
export type SignatureAuth = Extract<WebhookAuth, { kind: "signature" }>;
export type HmacAuth = Extract<SignatureAuth, { scheme: "hmac" }>;
