import { causesHeader, StepError } from "@stepwell/core";

/** The part of a request that a redirect may change. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | undefined;
}

const redirectStatuses: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
/** Headers that describe the body; they go when the body goes. */
const bodyHeaders: ReadonlySet<string> = new Set([
  "content-encoding",
  "content-language",
  "content-location",
  "content-type",
]);
/** Headers without credentials or meaning of the author's own; all others stay on their origin. */
const originFreeHeaders: ReadonlySet<string> = new Set([
  ...bodyHeaders,
  "accept",
  "accept-encoding",
  "accept-language",
  "user-agent",
]);

/** No credentials: they tell the host that it is the same request, and whose. */
const hostHeaders: ReadonlySet<string> = new Set(["idempotency-key", causesHeader]);

/** The next hop, as the fetch standard has it; undefined where the response is no redirect. */
export function nextHop(
  hop: Hop,
  response: { readonly status: number; readonly location: string | undefined },
): Hop | undefined {
  if (!redirectStatuses.has(response.status) || response.location === undefined) return undefined;
  const url = parseLocation(response.location, hop.url);
  const becomesGet = isRewritten(hop.method, response.status);
  return {
    url,
    method: becomesGet ? "GET" : hop.method,
    headers: keptHeaders(hop, url, becomesGet),
    body: becomesGet ? undefined : hop.body,
  };
}

function parseLocation(location: string, base: URL): URL {
  const url = URL.parse(location, base.href);
  if (url) return url;
  throw new StepError({
    code: "invalid_url",
    message: "the server redirects to an invalid address",
  });
}

function isRewritten(method: string, status: number): boolean {
  if (status === 303) return method !== "GET" && method !== "HEAD";
  return (status === 301 || status === 302) && method === "POST";
}

function keptHeaders(hop: Hop, url: URL, becomesGet: boolean): Readonly<Record<string, string>> {
  const isSameOrigin = url.origin === hop.url.origin;
  const kept = Object.entries(hop.headers).filter(([name]) => {
    const lower = name.toLowerCase();
    if (becomesGet && bodyHeaders.has(lower)) return false;
    if (isSameOrigin || originFreeHeaders.has(lower)) return true;
    return hostHeaders.has(lower) && isSameHost(hop.url, url);
  });
  return Object.fromEntries(kept);
}

/** Also over another scheme, at the same port or from one standard port to the other. */
function isSameHost(from: URL, to: URL): boolean {
  return from.hostname === to.hostname && from.port === to.port;
}
