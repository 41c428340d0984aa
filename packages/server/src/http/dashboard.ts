import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";

/*
 * The dashboard: static files, and one page for every address that is a page of it. Nothing is
 * fetched from elsewhere, and no other site may frame it.
 */

const pageHeaders = {
  "content-security-policy": [
    "default-src 'self'",
    "img-src 'self' data:",
    "style-src 'self' 'unsafe-inline'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; "),
  "cross-origin-opener-policy": "same-origin",
  "referrer-policy": "same-origin",
} as const;

const notPages = /^\/(api|hooks|assets|metrics|healthz|readyz|openapi\.json|schemas)(\/|\?|$)/;

const notBuilt = `<!doctype html><meta charset="utf-8"><title>Stepwell</title>
<p>The dashboard is not built. In the checkout: <code>npm run build</code>, then start again.
The API works all the same.</p>`;

export type AnswerPage = (request: FastifyRequest, reply: FastifyReply) => boolean;

/** @returns answers a request for a page; false where it is none */
export function addDashboard(app: FastifyInstance, dir: string | undefined): AnswerPage {
  const isBuilt = dir !== undefined && existsSync(join(dir, "index.html"));
  if (isBuilt)
    app.register(fastifyStatic, {
      root: dir,
      wildcard: false,
      index: false,
      preCompressed: true,
      // Names of assets change with their content.
      setHeaders(reply, path) {
        const isAsset = path.includes("/assets/");
        reply.header("cache-control", isAsset ? "public, max-age=31536000, immutable" : "no-cache");
      },
    });
  return (request, reply) => {
    if (!isPage(request)) return false;
    reply.headers(pageHeaders);
    if (isBuilt) void reply.sendFile("index.html");
    else void reply.code(503).type("text/html; charset=utf-8").send(notBuilt);
    return true;
  };
}

/** The front door is shown to everybody, as monitors and `curl` that ask for any kind of answer. */
function isPage({ method, url, headers }: FastifyRequest): boolean {
  if (!["GET", "HEAD"].includes(method) || notPages.test(url)) return false;
  const { accept = "*/*" } = headers;
  return accept.includes("text/html") || (accept === "*/*" && /^\/(\?|$)/.test(url));
}
