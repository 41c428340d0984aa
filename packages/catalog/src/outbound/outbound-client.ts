import { lookup } from "node:dns/promises";
import type { Socket } from "node:net";
import { Agent, type Dispatcher, Pool } from "undici";
import { assert, StepError } from "@stepwell/core";
import { type AddressGuard, makeAddressGuard, type Resolve } from "./address-guard.ts";
import { parseAllowList } from "./allow-list.ts";
import { credentialsAfter, type OutboundCredentials } from "./outbound-credentials.ts";
import { outboundError } from "./outbound-error.ts";
import { connectGuarded, type SocketTarget } from "./guarded-socket.ts";
import { type Hop, nextHop } from "./redirect.ts";
import { readBody, tooLarge } from "./response-body.ts";

/*
 * The one guarded way to the outside: every HTTP request of a step, a connector or a sign-in goes
 * through here. Nothing else in the code base opens a connection to a host that a user names.
 */

export interface OutboundOptions {
  /** Hosts, addresses and CIDR ranges on private networks that may be reached, each with optional :port. */
  readonly allow: readonly string[];
  /** Ports of this server, refused on this machine unless an entry names the port; read at each request. */
  readonly ownPorts?: readonly number[];
  readonly userAgent?: string;
  /** The resolver of host names; the system's by default. */
  readonly resolve?: Resolve;
}

export interface OutboundRequest {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array | string | undefined;
  /** For everything together: redirects, connection and body. */
  readonly timeoutMs: number;
  readonly connectTimeoutMs?: number;
  /** Of the body after decompression. */
  readonly maxBytes: number;
  readonly followRedirects?: boolean;
  readonly credentials?: OutboundCredentials | undefined;
  /** The body may not follow a redirect to another origin: the request fails instead. */
  readonly keepsBodyOnOrigin?: boolean;
  readonly signal?: AbortSignal;
}

export interface OutboundResponse {
  readonly status: number;
  /** Lower-case names; several values of one name are joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Where the response came from, after redirects. */
  readonly url: string;
}

export interface OutboundClient {
  /** @throws StepError */
  request(options: OutboundRequest): Promise<OutboundResponse>;
  /** A connection to a host that is no web server, guarded in the same way. @throws StepError */
  connect(target: SocketTarget): Promise<Socket>;
  /** Does the operator name the URL's host or address? */
  isListed(url: URL): boolean;
  close(): Promise<void>;
}

const redirectsMax = 5;
const defaultConnectTimeoutMs = 5000;

export function createOutboundClient(options: OutboundOptions): OutboundClient {
  const parsed = parseAllowList(options.allow);
  assert(parsed.ok, parsed.ok ? "" : parsed.message);
  const guard = makeAddressGuard({
    rules: parsed.rules,
    ownPorts: options.ownPorts ?? [],
    resolve: options.resolve ?? ((host) => lookup(host, { all: true })),
  });
  const agents = new AgentPool(guard);
  const userAgent = options.userAgent ?? "Stepwell";
  return {
    request: (request) => perform(request, { guard, agents, userAgent }),
    connect: (target) => connectGuarded(guard, target),
    isListed: (url) => guard.isListed(url),
    close: () => agents.close(),
  };
}

/** Connections for each connect time-out in use: undici fixes it when it makes a client. */
class AgentPool {
  readonly #guard: AddressGuard;
  readonly #agents = new Map<number, Agent>();

  constructor(guard: AddressGuard) {
    this.#guard = guard;
  }

  agentFor(connectTimeoutMs: number): Agent {
    const known = this.#agents.get(connectTimeoutMs);
    if (known) return known;
    const made = guardedAgent(this.#guard, connectTimeoutMs);
    this.#agents.set(connectTimeoutMs, made);
    return made;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#agents.values()].map((agent) => agent.destroy()));
  }
}

function guardedAgent(guard: AddressGuard, connectTimeoutMs: number): Agent {
  return new Agent({
    factory: (origin) =>
      new Pool(origin, {
        connect: { lookup: guard.lookupFor(new URL(origin)) },
        connectTimeout: connectTimeoutMs,
        // The request's own time-out covers both, to the millisecond.
        headersTimeout: 0,
        bodyTimeout: 0,
        allowH2: false,
      }),
  });
}

interface Outside {
  readonly guard: AddressGuard;
  readonly agents: AgentPool;
  readonly userAgent: string;
}

async function perform(request: OutboundRequest, outside: Outside): Promise<OutboundResponse> {
  const { timeoutMs, signal: caller } = request;
  const timeout = AbortSignal.timeout(timeoutMs);
  const signal = caller ? AbortSignal.any([caller, timeout]) : timeout;
  try {
    return await follow(request, outside, signal);
  } catch (error) {
    throw outboundError(error, { caller, timeout, timeoutMs });
  }
}

async function follow(
  request: OutboundRequest,
  outside: Outside,
  signal: AbortSignal,
): Promise<OutboundResponse> {
  const agent = outside.agents.agentFor(request.connectTimeoutMs ?? defaultConnectTimeoutMs);
  let hop = firstHop(request, outside.userAgent);
  let credentials = credentialsAfter(request.credentials, hop.url, hop.url);
  for (let redirects = 0; ; redirects += 1) {
    outside.guard.checkUrl(hop.url);
    signal.throwIfAborted();
    const response = await send(agent, withCredentials(hop, credentials), signal);
    const headers = plainHeaders(response.headers);
    const location = headers["location"];
    const next =
      request.followRedirects === false
        ? undefined
        : nextHop(hop, { status: response.statusCode, location });
    if (!next) return finish(request, hop, { response, headers });
    await response.body.dump();
    if (redirects === redirectsMax) throw tooManyRedirects();
    if (request.keepsBodyOnOrigin === true) refuseBodyElsewhere(hop, next);
    credentials = credentialsAfter(credentials, hop.url, next.url);
    hop = next;
  }
}

function withCredentials(hop: Hop, credentials: OutboundCredentials | undefined): Hop {
  return credentials ? { ...hop, headers: { ...hop.headers, ...credentials.headers } } : hop;
}

function refuseBodyElsewhere(from: Hop, to: Hop): void {
  if (to.body === undefined || to.url.origin === from.url.origin) return;
  throw new StepError({
    code: "redirect_not_allowed",
    message: "the server redirects a body that holds secrets to another address",
  });
}

function tooManyRedirects(): StepError {
  return new StepError({
    code: "too_many_redirects",
    message: `the server redirects more than ${redirectsMax} times`,
  });
}

function firstHop(request: OutboundRequest, userAgent: string): Hop {
  const url = URL.parse(request.url);
  if (!url)
    throw new StepError({ code: "invalid_url", message: "the URL is not a complete web address" });
  const given = Object.entries(request.headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), value] as const,
  );
  const headers = Object.fromEntries([
    ["user-agent", userAgent],
    ["accept-encoding", "gzip, deflate, br"],
    ...given,
  ]);
  // The connection's host and the header's must not part: names are checked by the URL.
  if (Object.hasOwn(headers, "host"))
    throw new StepError({ code: "invalid_request", message: "the header Host cannot be set" });
  return { url, method: request.method, headers, body: request.body };
}

async function send(agent: Agent, hop: Hop, signal: AbortSignal): Promise<Dispatcher.ResponseData> {
  const sending = agent.request({
    origin: hop.url.origin,
    path: hop.url.pathname + hop.url.search,
    method: hop.method,
    headers: hop.headers,
    body: hop.body ?? null,
    signal,
  });
  // While it connects, the client keeps an aborted request until the connection fails.
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([sending, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}

interface Received {
  readonly response: Dispatcher.ResponseData;
  readonly headers: Readonly<Record<string, string>>;
}

async function finish(
  { maxBytes }: OutboundRequest,
  { method, url }: Hop,
  { response, headers }: Received,
): Promise<OutboundResponse> {
  const { statusCode: status, body: source } = response;
  const encoding = method === "HEAD" ? undefined : headers["content-encoding"];
  if (isAnnouncedTooLarge(method, headers, maxBytes)) {
    source.on("error", () => undefined).destroy();
    throw tooLarge(maxBytes);
  }
  const body = await readBody(source, { encoding, maxBytes });
  return { status, headers, body, url: url.href };
}

/** A compressed body is judged by what it unpacks to. */
function isAnnouncedTooLarge(
  method: string,
  headers: Readonly<Record<string, string>>,
  maxBytes: number,
): boolean {
  if (method === "HEAD" || headers["content-encoding"] !== undefined) return false;
  return Number(headers["content-length"] ?? 0) > maxBytes;
}

function plainHeaders(
  headers: Dispatcher.ResponseData["headers"],
): Readonly<Record<string, string>> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value] as const],
  );
  return Object.fromEntries(entries);
}
