import type { IncomingHttpHeaders } from "node:http";
import { type ProblemCode, ProblemError } from "@stepwell/api";
import { receiveWebhook } from "@stepwell/catalog";
import {
  type Acceptance,
  causesHeader,
  type HttpResponse,
  type Run,
  webhookEventType,
} from "@stepwell/core";
import { readCauses } from "@stepwell/host";
import type { ServerParts } from "../call.ts";
import type { Environment } from "../environment.ts";
import type { ActiveHook, Hook } from "../hooks.ts";
import { accepted } from "../refuse.ts";
import { checkSize } from "./body.ts";
import { environmentOf, headerText } from "./operations.ts";

/* `/hooks/{env}/{token}`: the address of a workflow's webhook, stable over its versions. */

export interface WebhookCall {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: Uint8Array;
}

interface Place {
  readonly server: ServerParts;
  readonly environment: Environment;
  readonly hook: Hook;
}

const address = /^\/hooks\/([^/?]+)\/([^/?]+)\/?(?:\?|$)/;

/** The answer to a request at a webhook's address. @throws ProblemError */
export async function answerWebhook(server: ServerParts, call: WebhookCall): Promise<HttpResponse> {
  const place = placeOf(server, call.url);
  const { environment, hook } = place;
  if (call.method !== "POST")
    throw new ProblemError("method_not_allowed", "A webhook takes POST only.", {
      headers: { allow: "POST" },
    });
  const { active } = hook;
  if (!active) throw new ProblemError("not_found", "The workflow of this webhook is not active.");
  const acceptance = accepted(await accept(place, active, call));
  if (!active.isSync) return active.response;
  const run = await startedRun(environment, acceptance);
  return run ? syncResponse(run) : notStarted;
}

function placeOf(server: ServerParts, url: string): Place {
  const [, env = "", token = ""] = address.exec(url) ?? [];
  const environment = env === "" ? undefined : environmentOf(server, env);
  const hook = environment?.hooks.find(token);
  if (environment && hook) return { server, environment, hook };
  throw new ProblemError("not_found", "There is no webhook at this address.");
}

function accept(
  { server, environment, hook }: Place,
  { config }: ActiveHook,
  { method, url, headers, rawBody }: WebhookCall,
): Promise<Acceptance> {
  checkSize(rawBody.length, environment.limits().eventBytesMax);
  const query = url.indexOf("?");
  const nowMs = server.clock.now();
  const received = receiveWebhook(
    config,
    {
      method,
      headers: headers,
      query: query < 0 ? "" : url.slice(query + 1),
      rawBody,
      contentType: headers["content-type"],
    },
    { nowMs, secret: environment.secrets.get },
  );
  if (received.kind === "refused") throw refused(received);
  const { data, dedupeKey } = received;
  environment.hooks.remember(hook, { receivedAt: nowMs, data });
  return environment.host.accept({
    type: webhookEventType,
    source: `webhook/${hook.workflowId}`,
    target: hook.workflowId,
    data,
    causes: readCauses(headerText(headers[causesHeader]), server.signingKey),
    bytes: rawBody.length,
    ...(dedupeKey !== undefined && { dedupeKey: `webhook\n${hook.workflowId}\n${dedupeKey}` }),
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
  const problem = code === "unauthorized" ? code : (codesByStatus[status] ?? "invalid_input");
  return new ProblemError(problem, message, { issues, headers });
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

function syncResponse(run: Run): HttpResponse {
  if (run.response) return run.response;
  const { status, output, identity } = run;
  if (status === "succeeded") return { status: 200, headers: {}, body: output ?? "ok" };
  throw new ProblemError("run_failed", `Run ${identity.id} ended as ${status}; it tells why.`);
}
