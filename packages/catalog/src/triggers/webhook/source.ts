import { createHash } from "node:crypto";
import { causesHeader, isJsonObject, type Json, type JsonObject, ownValue } from "@stepwell/core";
import { secretName, type WebhookAuth } from "./auth-config.ts";
import { matchesBasic } from "./basic-auth.ts";
import type { WebhookConfig } from "./definition.ts";
import { parseDeliveryBody, parseNameValues } from "./delivery-body.ts";
import { type DeliveryData, identifyingText, readPlace } from "./place.ts";
import { type DeliveryHeaders, verifySignature } from "./signature.ts";

/*
 * A request at a webhook's address becomes the data of an event, or a refusal. Pure: the same
 * request, secrets and time give the same answer; the server stores and answers.
 */

export interface WebhookRequest {
  readonly method: string;
  /** Lower-case names. */
  readonly headers: DeliveryHeaders;
  /** What follows the question mark, with or without it. */
  readonly query: string;
  /** The bytes as they came: signatures are over them. */
  readonly rawBody: Uint8Array;
  readonly contentType: string | undefined;
}

export interface WebhookSurroundings {
  readonly secret: (name: string) => string | undefined;
  readonly nowMs: number;
}

export type WebhookOutcome = WebhookAccepted | WebhookRefused;

export interface WebhookAccepted {
  readonly kind: "accepted";
  /** `trigger`: body, query, headers and the named variables. */
  readonly data: JsonObject;
  /** Deliveries of one workflow with the same key are the same event. */
  readonly dedupeKey?: string;
}

export interface WebhookRefused {
  readonly kind: "refused";
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: { readonly [name: string]: string };
}

export function receiveWebhook(
  config: WebhookConfig,
  request: WebhookRequest,
  surroundings: WebhookSurroundings,
): WebhookOutcome {
  if (request.method !== "POST") return refuseMethod();
  const refusal = authenticate(config.auth, request, surroundings);
  if (refusal) return refusal;
  const body = parseDeliveryBody(request.contentType, request.rawBody);
  if (!body.ok) return refused(body);
  const query = parseNameValues(request.query);
  if (!query.ok) return refused(query);
  const headers = shownHeaders(request.headers, config.auth);
  return accept(config, { body: body.value, query: query.value, headers });
}

function accept(config: WebhookConfig, plain: DeliveryData): WebhookOutcome {
  const dedupeKey = dedupeKeyOf(config, plain);
  const key = dedupeKey === undefined ? {} : { dedupeKey };
  if (config.variables.length === 0) return { kind: "accepted", data: plain, ...key };
  const read = config.variables.map((variable) => ({
    variable,
    value: readPlace(plain, variable),
  }));
  const missing = read.find(({ variable, value }) => variable.required && value === undefined);
  if (missing) {
    const { name, from, path } = missing.variable;
    const message = `the variable ${name} is required: ${path} is missing in the ${from}`;
    return refused({ status: 422, code: "missing_variable", message });
  }
  const named = read.flatMap(({ variable: { name }, value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const data = { ...plain, ...Object.fromEntries(named) };
  return { kind: "accepted", data, ...key };
}

function refuseMethod(): WebhookRefused {
  const message = "a webhook accepts POST only";
  return {
    ...refused({ status: 405, code: "method_not_allowed", message }),
    headers: { allow: "POST" },
  };
}

function refused({ status, code, message }: Omit<WebhookRefused, "kind">): WebhookRefused {
  return { kind: "refused", status, code, message };
}

function authenticate(
  auth: WebhookAuth | undefined,
  request: WebhookRequest,
  { secret, nowMs }: WebhookSurroundings,
): WebhookRefused | undefined {
  if (auth === undefined || auth.kind === "none") return undefined;
  const plainOf = (text: string): string => {
    const name = secretName(text);
    return name === undefined ? text : (secret(name) ?? "");
  };
  if (auth.kind === "signature") {
    const { headers, rawBody } = request;
    const check = verifySignature(auth, { headers, rawBody, nowMs }, auth.secrets.map(plainOf));
    return check.ok ? undefined : refused({ status: 401, ...check });
  }
  const password = plainOf(auth.password);
  // An empty password would let everybody in who leaves it out.
  if (password.trim() === "")
    return refused({
      status: 401,
      code: "webhook_secret_missing",
      message: "the password of this webhook is missing",
    });
  const { authorization } = request.headers as {
    readonly authorization?: string | readonly string[];
  };
  const given = typeof authorization === "string" ? authorization : undefined;
  if (matchesBasic(auth, password, given)) return undefined;
  const message = "user name and password are needed";
  return {
    ...refused({ status: 401, code: "unauthorized", message }),
    headers: { "www-authenticate": 'Basic realm="Stepwell webhook", charset="UTF-8"' },
  };
}

const hiddenHeaders: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "proxy-authorization",
  "stripe-signature",
  "webhook-signature",
  "x-hub-signature",
  "x-hub-signature-256",
  causesHeader,
]);

/** Headers of other senders that carry a key: `x-api-key`, `x-gitlab-token`, `x-auth-token` … */
const credential = /(?:^|[-_])(?:api-?key|token|secret|password|signature)(?:$|[-_])/;

/** Headers for the history: what proves an identity is not kept. */
function shownHeaders(headers: DeliveryHeaders, auth: WebhookAuth | undefined): JsonObject {
  const own = auth?.kind === "signature" && auth.scheme === "hmac" ? auth.header : undefined;
  const shown: Record<string, Json> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || name === "__proto__") continue;
    const isHidden = hiddenHeaders.has(name) || credential.test(name) || name === own;
    shown[name] = isHidden ? "(hidden)" : [value].flat().join(", ");
  }
  return shown;
}

const keyLengthMax = 200;

function dedupeKeyOf(config: WebhookConfig, data: DeliveryData): string | undefined {
  const text = identifyingText(identifierOf(config, data));
  if (text === undefined || text.length <= keyLengthMax) return text;
  return createHash("sha256").update(text).digest("hex");
}

/** The chosen place, or where the scheme keeps the id of a delivery. */
function identifierOf(
  { deduplicateBy, auth }: WebhookConfig,
  data: DeliveryData,
): Json | undefined {
  if (deduplicateBy) return readPlace(data, deduplicateBy);
  switch (auth?.kind === "signature" ? auth.scheme : "other") {
    case "standard_webhooks":
      return ownValue(data.headers, "webhook-id");
    case "stripe":
      return isJsonObject(data.body) ? ownValue(data.body, "id") : undefined;
    case "github":
      return ownValue(data.headers, "x-github-delivery");
    default:
      return ownValue(data.headers, "idempotency-key");
  }
}
