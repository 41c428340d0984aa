import type { IncomingHttpHeaders } from "node:http";
import { type ProblemCode, ProblemError, problems } from "@stepwell/api";
import { receiveWebhook } from "@stepwell/catalog";
import { causesHeader, type HttpResponse, type Run, webhookEventType } from "@stepwell/core";
import { readCauses } from "@stepwell/host";
import type { ServerParts } from "../call.ts";
import type { Environment } from "../environment.ts";
import type { ActiveHook, Hook } from "../hooks.ts";
import { type Accepted, accepted } from "../refuse.ts";
import type { IncomingBody } from "./body-room.ts";
import { endedRun, succeeded } from "../sync-run.ts";
import { environmentOf, headerText } from "./operations.ts";
import { problemFrom } from "./problems.ts";

/* `/hooks/{env}/{token}`: the address of a workflow's webhook, stable over its versions. */

export interface WebhookCall {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: IncomingBody;
  /** Of the sender. */
  readonly address: string | undefined;
}

interface Place {
  readonly server: ServerParts;
  readonly environment: Environment;
  readonly hook: Hook;
  readonly active: ActiveHook;
}

/**
 * The answer to a request at a webhook's address; its body is read only where somebody waits for it.
 * @throws ProblemError
 */
export async function answerWebhook(server: ServerParts, call: WebhookCall): Promise<HttpResponse> {
  const { active, environment, acceptance } = await receive(server, call);
  if (!active.isSync) return active.response;
  const run = await startedRun(environment, acceptance);
  return run ? syncResponse(run) : notStarted;
}

async function receive(server: ServerParts, call: WebhookCall) {
  try {
    return await receiveOrRefuse(server, call);
  } catch (error) {
    noteRefusal(server, call, error);
    throw error;
  }
}

/** Of an address that is no webhook's, nobody is told: strangers try many. */
function noteRefusal(server: ServerParts, { url, method, address }: WebhookCall, error: unknown) {
  const { environment, hook } = hookAt(server, url);
  const problem = problemFrom(error);
  if (!environment || !hook || !problem) return;
  environment.refusedWebhooks.note({
    at: server.clock.now(),
    workflowId: hook.workflowId,
    method,
    status: problems[problem.code].status,
    code: problem.code,
    reason: problem.issues?.[0]?.code,
    address,
  });
}

async function receiveOrRefuse(server: ServerParts, call: WebhookCall) {
  const { environment } = placeOf(server, call);
  const rawBody = await call.body.read(environment.limits().eventBytesMax);
  try {
    // The workflow may have got another version meanwhile, or have been switched off.
    const place = placeOf(server, call);
    const acceptance = await accept(place, { ...call, rawBody });
    return { active: place.active, environment, acceptance };
  } finally {
    call.body.leave();
  }
}

const addressForm = /^\/hooks\/([^/?]+)\/([^/?]+)\/?(?:\?|$)/;

function hookAt(server: ServerParts, url: string) {
  const [, env = "", token = ""] = addressForm.exec(url) ?? [];
  const environment = env === "" ? undefined : environmentOf(server, env);
  return { environment, hook: environment?.hooks.find(token) };
}

function placeOf(server: ServerParts, { url, method }: WebhookCall): Place {
  const { environment, hook } = hookAt(server, url);
  if (!environment || !hook)
    throw new ProblemError("not_found", "There is no webhook at this address.");
  if (method !== "POST")
    throw new ProblemError("method_not_allowed", "A webhook takes POST only.", {
      headers: { allow: "POST" },
    });
  const { active } = hook;
  if (active) return { server, environment, hook, active };
  throw new ProblemError("not_found", "The workflow of this webhook is not active.");
}

interface ReadCall extends WebhookCall {
  readonly rawBody: Uint8Array;
}

async function accept(
  { server, environment, hook, active: { config } }: Place,
  { method, url, headers, rawBody }: ReadCall,
): Promise<Accepted> {
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
  const acceptance = await environment.host.accept({
    type: webhookEventType,
    source: `webhook/${hook.workflowId}`,
    target: hook.workflowId,
    data,
    causes: readCauses(headerText(headers[causesHeader]), server.signingKey),
    bytes: rawBody.length,
    ...(dedupeKey !== undefined && { dedupeKey: `webhook\n${hook.workflowId}\n${dedupeKey}` }),
  });
  return accepted(acceptance);
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
  { runs, decisions }: Accepted,
): Promise<Run | undefined> {
  const [run] = runs;
  if (run?.endedAt !== undefined) return run;
  const runId = decisions.find((decision) => decision.runId !== undefined)?.runId;
  return runId === undefined ? undefined : endedRun(host, runId);
}

const notStarted: HttpResponse = { status: 200, headers: {}, body: "ok" };

function syncResponse(run: Run): HttpResponse {
  if (run.response) return run.response;
  // The sender is a stranger: what went wrong inside is not for him.
  const { output } = succeeded(run, ({ status }) => ` ended as ${status}; it tells why.`);
  return { status: 200, headers: {}, body: output ?? "ok" };
}
