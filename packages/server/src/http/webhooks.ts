import { type ProblemCode, ProblemError } from "@stepwell/api";
import { type DeliveryHeaders, receiveWebhook } from "@stepwell/catalog";
import {
  type Acceptance,
  causesHeader,
  type HttpResponse,
  type Json,
  type Run,
  textOf,
} from "@stepwell/core";
import { readCauses } from "@stepwell/host";
import type { FastifyInstance, FastifyReply, FastifyRequest, HTTPMethods } from "fastify";
import type { ServerParts } from "../call.ts";
import type { Environment } from "../environment.ts";
import type { ActiveHook, Hook } from "../hooks.ts";
import { accepted } from "../refuse.ts";
import { bytesOf, checkSize } from "./body.ts";
import { environmentOf, headerText } from "./operations.ts";

/* `/hooks/{env}/{token}`: the address of a workflow's webhook, stable over its versions. */

const methods: HTTPMethods[] = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"];

export function addWebhooks(app: FastifyInstance, server: ServerParts): void {
  app.route({
    method: methods.filter((method) => method !== "HEAD"),
    url: "/hooks/:env/:token",
    handler: async (request, reply) => {
      const { env, token } = request.params as { env: string; token: string };
      const environment = environmentOf(server, env);
      const hook = environment.hooks.find(token);
      if (!hook) throw new ProblemError("not_found", "There is no webhook at this address.");
      return answerHook({ server, environment, hook }, request, reply);
    },
  });
}

interface Place {
  readonly server: ServerParts;
  readonly environment: Environment;
  readonly hook: Hook;
}

async function answerHook(
  place: Place,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { environment, hook } = place;
  if (request.method !== "POST")
    throw new ProblemError("method_not_allowed", "A webhook takes POST only.", {
      headers: { allow: "POST" },
    });
  const { active } = hook;
  if (!active) throw new ProblemError("not_found", "The workflow of this webhook is not active.");
  const acceptance = accepted(await accept(place, active, request));
  if (!active.isSync) return sendResponse(reply, asyncResponse(active));
  const run = await startedRun(environment, acceptance);
  return sendResponse(reply, run ? syncResponse(run) : notStarted);
}

async function accept(
  { server, environment, hook }: Place,
  { config }: ActiveHook,
  request: FastifyRequest,
) {
  const { headers, url } = request;
  const rawBody = bytesOf(request.body);
  checkSize(rawBody.length, environment.limits().eventBytesMax);
  const query = url.indexOf("?");
  const now = server.clock.now();
  const received = receiveWebhook(
    config,
    {
      method: request.method,
      headers: headers as DeliveryHeaders,
      query: query < 0 ? "" : url.slice(query + 1),
      rawBody,
      contentType: headers["content-type"],
    },
    { nowMs: now, secret: environment.secrets.get },
  );
  if (received.kind === "refused") throw refused(received);
  environment.hooks.remember(hook, { receivedAt: now, data: received.data });
  return environment.host.accept({
    type: "webhook.received",
    source: `webhook/${hook.workflowId}`,
    target: hook.workflowId,
    data: received.data,
    causes: readCauses(headerText(headers[causesHeader]), server.signingKey),
    bytes: rawBody.length,
    ...(received.dedupeKey !== undefined && {
      dedupeKey: `webhook\n${hook.workflowId}\n${received.dedupeKey}`,
    }),
  });
}

interface Refused {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly headers?: { readonly [name: string]: string };
}

const codesByStatus: { readonly [status: number]: ProblemCode } = {
  400: "malformed_json",
  401: "invalid_signature",
  405: "method_not_allowed",
  413: "payload_too_large",
  415: "unsupported_media_type",
  422: "invalid_input",
};

function refused({ status, code, message, headers = {} }: Refused): ProblemError {
  const issues = [{ path: "request", code, message }];
  return new ProblemError(codesByStatus[status] ?? "invalid_input", message, { issues, headers });
}

/** The run that the request started, at its end; a repeated delivery gets the first one's. */
async function startedRun(
  { host }: Environment,
  { runs, decisions }: Extract<Acceptance, { kind: "accepted" }>,
): Promise<Run | undefined> {
  const [run] = runs;
  if (run?.endedAt !== undefined) return run;
  const runId = decisions.find((decision) => decision.runId !== undefined)?.runId;
  return runId === undefined ? undefined : host.ended(runId);
}

const notStarted: HttpResponse = { status: 200, headers: {}, body: "ok" };

function asyncResponse({ config }: ActiveHook): HttpResponse {
  const { status = 200, headers = {}, body = "ok" } = config.response ?? {};
  return { status, headers, body: body as Json };
}

function syncResponse(run: Run): HttpResponse {
  if (run.response) return run.response;
  const { status, output, failure, message, identity } = run;
  if (status === "succeeded") return { status: 200, headers: {}, body: output ?? "ok" };
  const detail = failure?.message ?? message ?? `It ended as ${status}.`;
  throw new ProblemError("run_failed", `Run ${identity.id} failed: ${detail}`);
}

/** What a workflow's author wrote is shown to nobody as a page of ours: a sandbox without scripts. */
function sendResponse(reply: FastifyReply, { status, headers, body }: HttpResponse): FastifyReply {
  const isText = typeof body === "string";
  return reply
    .code(status)
    .headers({
      "content-type": isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
      "content-security-policy": "sandbox",
      ...headers,
    })
    .send(isText ? textOf(body) : JSON.stringify(body));
}
