import {
  causesHeader,
  type ActionContext,
  type ActionRunner,
  defaultLimits,
  type Json,
  type JsonObject,
  StepError,
} from "@stepwell/core";
import { makeTokens, type Tokens } from "../../outbound/oauth2-tokens.ts";
import type { OutboundClient, OutboundResponse } from "../../outbound/outbound-client.ts";
import type { OutboundCredentials } from "../../outbound/outbound-credentials.ts";
import type { HttpRequest } from "./definition.ts";
import { authorize } from "./http-credentials.ts";
import { pairsOf } from "./named-values.ts";
import { requestBody } from "./request-body.ts";
import { requestHeaders } from "./request-headers.ts";
import { responseValue } from "./response-value.ts";
import { retryAfterMs } from "./retry-after.ts";

export interface HttpRunnerOptions {
  /** The limit httpResponseBytesMax of an environment. */
  readonly responseBytesMax?: (environment: string) => number;
  /** The clock, for Retry-After as a date. */
  readonly nowMs?: () => number;
}

const connectTimeoutMs = 5000;
const errorBodyCharactersMax = 64 * 1024;
const withoutKey: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
const retryableStatuses: ReadonlySet<number> = new Set([408, 425, 429]);

export function httpRunner(client: OutboundClient, options: HttpRunnerOptions = {}): ActionRunner {
  const maxBytesOf = options.responseBytesMax ?? (() => defaultLimits.httpResponseBytesMax);
  const nowMs = options.nowMs ?? Date.now;
  const tokens = makeTokens(client, nowMs);
  return async (context, resolved) => {
    const request = resolved as unknown as HttpRequest;
    const maxBytes = maxBytesOf(context.environment);
    const response = await sendAuthorized({ client, tokens }, request, { context, maxBytes });
    if (response.status >= 400) throw statusError(response, request, { context, nowMs: nowMs() });
    const body = valueOf(response, response.body);
    if (request.output === "body") return body;
    return { status: response.status, headers: response.headers, body };
  };
}

interface Sending {
  readonly context: ActionContext;
  readonly maxBytes: number;
  readonly credentials?: OutboundCredentials;
}

interface Outside {
  readonly client: OutboundClient;
  readonly tokens: Tokens;
}

/** With the connection's credentials; a token that the server does not take is renewed once. */
async function sendAuthorized(
  { client, tokens }: Outside,
  request: HttpRequest,
  sending: Sending,
): Promise<OutboundResponse> {
  const { connection } = request;
  if (connection === undefined) return send(client, request, sending);
  const wanted = { connection, url: withQuery(request) };
  const { credentials, token } = await authorize(sending.context, tokens, wanted);
  const response = await send(client, request, { ...sending, credentials });
  if (response.status !== 401 || token === undefined) return response;
  const renewed = await authorize(sending.context, tokens, { ...wanted, refused: token });
  return send(client, request, { ...sending, credentials: renewed.credentials });
}

async function send(
  client: OutboundClient,
  request: HttpRequest,
  { context, maxBytes, credentials }: Sending,
): Promise<OutboundResponse> {
  const { method, timeoutMs, followRedirects, atMostOnce } = request;
  const url = withQuery(request);
  const body = requestBody(request);
  const headers = headersOf(request, body?.contentType, context);
  const { signal } = context;
  const limits = { timeoutMs, connectTimeoutMs, maxBytes };
  try {
    const message = { method, url, headers, body: body?.data, credentials };
    const redirects = { followRedirects, keepsBodyOnOrigin: context.holdsSecrets };
    return await client.request({ ...message, ...limits, ...redirects, signal });
  } catch (error) {
    throw atMostOnce ? withoutRepeat(error) : error;
  }
}

function headersOf(
  request: HttpRequest,
  contentType: string | undefined,
  { idempotencyKey, causes }: ActionContext,
): Readonly<Record<string, string>> {
  const headers = requestHeaders(pairsOf(request.headers, "headers"));
  if (contentType !== undefined && !headers.has("content-type"))
    headers.set("content-type", contentType);
  if (!withoutKey.has(request.method) && !headers.has("idempotency-key"))
    headers.set("idempotency-key", idempotencyKey);
  if (causes !== "") headers.set(causesHeader, causes);
  return Object.fromEntries(headers);
}

function withQuery({ url: text, query }: HttpRequest): string {
  const url = URL.parse(text.trim());
  if (!url)
    throw new StepError({ code: "invalid_url", message: "the URL is not a complete web address" });
  const pairs = pairsOf(query, "query");
  // Touching searchParams rewrites the author's own query: only where something is added.
  for (const [name, value] of pairs) url.searchParams.append(name, value);
  return url.href;
}

/** A request that may have arrived is not repeated where the author chose "at most once". */
function withoutRepeat(error: unknown): unknown {
  if (!(error instanceof StepError) || !error.failure.retryable) return error;
  const { details } = error.failure as { readonly details?: { readonly sent?: boolean } };
  return details?.sent === false ? error : new StepError({ ...error.failure, retryable: false });
}

/** Answers that say for certain that nothing was done; a gateway's 502 or 504 says nothing. */
const untouchedStatuses: ReadonlySet<number> = new Set([425, 429, 503]);

function statusError(
  response: OutboundResponse,
  { atMostOnce }: HttpRequest,
  { context, nowMs }: { readonly context: ActionContext; readonly nowMs: number },
): StepError {
  const { status, headers } = response;
  const isRepeatable = retryableStatuses.has(status) || status >= 500;
  const details: JsonObject = { status, headers, body: shownBody(response, context) };
  const waitMs = retryAfterMs(headers["retry-after"], nowMs);
  return new StepError({
    code: "http_status",
    message: `the server answered with status ${status}`,
    retryable: atMostOnce ? untouchedStatuses.has(status) : isRepeatable,
    details,
    ...(waitMs !== undefined && { retryAfterMs: waitMs }),
  });
}

/** Enough of the body to see what went wrong; a cut one is text, whatever it was. */
function shownBody(response: OutboundResponse, { redact }: ActionContext): Json {
  if (response.body.length <= errorBodyCharactersMax) return valueOf(response, response.body);
  const text = redact(new TextDecoder().decode(response.body));
  return text.slice(0, errorBodyCharactersMax).toWellFormed();
}

function valueOf(response: OutboundResponse, body: Uint8Array): Json {
  return responseValue(body, response.headers["content-type"]);
}
