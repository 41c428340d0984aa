import type { IncomingHttpHeaders } from "node:http";
import { ProblemError } from "@stepwell/api";

/*
 * A browser sends cookies along with whatever page made it ask. It says which page that was: `Origin`
 * comes with every request that changes something, `Sec-Fetch-Site` with all of newer browsers, and no
 * script can write them.
 */

type Said = Pick<IncomingHttpHeaders, "origin" | "host" | "sec-fetch-site">;

/** Only a page of ours may act with a cookie. @throws ProblemError */
export function requireSameOrigin(headers: Said, ownOrigin: string): void {
  refuseOtherOrigin(headers, ownOrigin);
  if (headers.origin !== undefined || headers["sec-fetch-site"] === "same-origin") return;
  throw new ProblemError(
    "cross_origin",
    "A request with a session's cookie must say that it comes from this site: send Origin, or use an API key.",
  );
}

/** Whoever says that he comes from another site is sent away; programs say nothing. */
export function refuseOtherOrigin(headers: Said, ownOrigin: string): void {
  const site = headers["sec-fetch-site"];
  const isOtherSite = site !== undefined && site !== "same-origin";
  if (!isOtherSite && isOwn(headers, ownOrigin)) return;
  throw new ProblemError("cross_origin", `The request comes from ${headers.origin ?? site}.`);
}

/** The address that the browser has asked, or the one that we are known by behind a proxy. */
function isOwn({ origin, host }: Said, ownOrigin: string): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.host === host || from.origin === new URL(ownOrigin).origin;
}
