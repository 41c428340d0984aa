import { ProblemError } from "@stepwell/api";
import Fastify, { type FastifyInstance, type FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { ServerParts } from "../call.ts";
import { bodyBytesMax, readBodiesAsBytes } from "./body.ts";
import { addHealth } from "./health.ts";
import { addOperations, type Authenticate } from "./operations.ts";
import { problemFrom, sendProblem } from "./problems.ts";
import { addStream } from "./stream.ts";
import { addWebhooks } from "./webhooks.ts";

/** Requests that may be under way at once; more are refused before their bodies are read. */
const requestsMax = 2000;
/** How long a request's headers and body may take. */
const requestTimeoutMs = 60_000;

export interface AppParts {
  readonly server: ServerParts;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
}

export interface App {
  readonly http: FastifyInstance;
  /** Refuses new requests from now on. */
  stopAccepting(): void;
  closeStreams(): void;
}

export function makeApp({ server, authenticate, logger }: AppParts): App {
  const http = Fastify({
    bodyLimit: bodyBytesMax,
    requestTimeout: requestTimeoutMs,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
  });
  readBodiesAsBytes(http);
  const gate = addGate(http);
  http.setErrorHandler((error, request, reply) => {
    const problem = problemFrom(error) ?? unexpected(error, { logger, request });
    return sendProblem(reply, problem);
  });
  http.setNotFoundHandler((request, reply) =>
    sendProblem(
      reply,
      new ProblemError("not_found", `There is no ${request.method} ${request.url}.`),
    ),
  );
  addHealth(http, server);
  addWebhooks(http, server);
  addOperations(http, server, authenticate);
  const closeStreams = addStream(http, server, authenticate);
  return { http, closeStreams, stopAccepting: gate.close };
}

interface Unexpected {
  readonly logger: Logger;
  readonly request: FastifyRequest;
}

function unexpected(error: unknown, { logger, request }: Unexpected): ProblemError {
  logger.error({ err: error, method: request.method, requestId: request.id }, "request failed");
  return new ProblemError(
    "internal",
    `Something went wrong on our side; the log has it as ${request.id}.`,
  );
}

/** Counts requests and turns those away that would be too many. */
function addGate(http: FastifyInstance): { close(): void } {
  let underWay = 0;
  let isClosed = false;
  http.addHook("onRequest", (request, reply, done) => {
    reply.headers({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
    });
    const isProbe = request.url === "/healthz" || request.url === "/readyz";
    if (!isProbe && (isClosed || underWay >= requestsMax)) return done(busy());
    underWay += 1;
    reply.raw.once("close", () => {
      underWay -= 1;
    });
    return done();
  });
  return {
    close() {
      isClosed = true;
    },
  };
}

function busy(): ProblemError {
  return new ProblemError("server_busy", "The server has too much to do; nothing was accepted.", {
    headers: { "retry-after": "1" },
  });
}
