import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { ProblemError } from "@stepwell/api";
import Fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { ServerParts } from "../call.ts";
import { bodyBytesMax, readBodiesAsBytes } from "./body.ts";
import { addHealth } from "./health.ts";
import type { Authenticate } from "../principal.ts";
import { addOperations } from "./operations.ts";
import { makeGate } from "./gate.ts";
import { makeListener } from "./listener.ts";
import { type ExplainError, problemFrom, safeHeaders, writeProblem } from "./problems.ts";
import { addStream } from "./stream.ts";
import { answerUnreadable } from "./unreadable.ts";
import { makeWebhookListener } from "./webhook-listener.ts";

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
  const gate = makeGate();
  const explain = explainer(logger);
  const webhooks = makeWebhookListener(server, explain);
  const http = Fastify({
    serverFactory: (api) =>
      createServer({ requestTimeout: requestTimeoutMs }, makeListener(gate, { webhooks, api })),
    bodyLimit: bodyBytesMax,
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) => {
      reply.hijack();
      writeProblem(reply.raw, problemFrom(error) ?? explain(error, request.method));
    },
  });
  readBodiesAsBytes(http);
  http.addHook("onRequest", (_request, reply, done) => {
    reply.headers(safeHeaders);
    done();
  });
  http.setErrorHandler((error, request, reply) => {
    reply.hijack();
    writeProblem(reply.raw, problemFrom(error) ?? explain(error, request.method));
  });
  http.setNotFoundHandler((request) => {
    throw new ProblemError("not_found", `There is no ${request.method} ${request.url}.`);
  });
  addHealth(http, server);
  addOperations(http, server, authenticate);
  const closeStreams = addStream(http, server, authenticate);
  return { http, closeStreams, stopAccepting: gate.close };
}

/** Tells a bug by an id; the log has the rest. */
function explainer(logger: Logger): ExplainError {
  return (error, where) => {
    const id = randomUUID();
    logger.error({ err: error, where, id }, "request failed");
    return new ProblemError(
      "internal",
      `Something went wrong on our side; the log has it as ${id}.`,
    );
  };
}
