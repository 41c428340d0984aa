import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { ProblemError } from "@stepwell/api";
import Fastify, { type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { ServerParts } from "../call.ts";
import { readAdmittedBodies } from "./admission.ts";
import { makeBodyRoom } from "./body-room.ts";
import { addDashboard } from "./dashboard.ts";
import { addHealth } from "./health.ts";
import type { Authenticate } from "../principal.ts";
import { addOperations } from "./operations.ts";
import { makeGate } from "./gate.ts";
import { makeListener } from "./listener.ts";
import { type ExplainError, problemFrom, safeHeaders, writeProblem } from "./problems.ts";
import { addStream, type Streams } from "./stream.ts";
import { answerUnreadable } from "./unreadable.ts";
import { makeWebhookListener } from "./webhook-listener.ts";

/** How long a request's headers and body may take. */
const requestTimeoutMs = 60_000;

export interface AppParts {
  readonly server: ServerParts;
  readonly authenticate: Authenticate;
  readonly logger: Logger;
  /** Where the built dashboard is. */
  readonly dashboardDir?: string | undefined;
}

export interface App {
  readonly http: FastifyInstance;
  /** Refuses new requests from now on. */
  stopAccepting(): void;
  readonly streams: Streams;
}

export function makeApp({ server, authenticate, logger, dashboardDir }: AppParts): App {
  const gate = makeGate();
  const explain = explainer(logger);
  const room = makeBodyRoom();
  const webhooks = makeWebhookListener({ server, room, explain });
  const http = Fastify({
    serverFactory(api) {
      const listener = makeListener(gate, { webhooks, api });
      // Whoever asks before sending is told to go on when its body is wanted: body-room.ts.
      return createServer({ requestTimeout: requestTimeoutMs }, listener).on(
        "checkContinue",
        listener,
      );
    },
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error, request, reply) => {
      reply.hijack();
      writeProblem(reply.raw, problemFrom(error) ?? explain(error, request.method));
    },
  });
  readAdmittedBodies(http);
  http.addHook("onRequest", (_request, reply, done) => {
    reply.headers(safeHeaders);
    done();
  });
  http.setErrorHandler((error, request, reply) => {
    reply.hijack();
    writeProblem(reply.raw, problemFrom(error) ?? explain(error, request.method));
  });
  const answerPage = addDashboard(http, dashboardDir);
  http.setNotFoundHandler(async (request, reply) => {
    if (answerPage(request, reply)) return reply;
    throw new ProblemError("not_found", `There is no ${request.method} ${request.url}.`);
  });
  addHealth(http, server);
  addOperations(http, {
    server,
    authenticate,
    room,
    auditFailed: (error) => logger.error({ err: error }, "the audit log could not be written"),
  });
  const streams = addStream(http, server, authenticate);
  return { http, streams, stopAccepting: gate.close };
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
