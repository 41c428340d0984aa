import type { IncomingHttpHeaders } from "node:http";
import { type ProblemCode, ProblemError, problems } from "@stepwell/api";
import { receiveWebhook, type WebhookConfig } from "@stepwell/catalog";
import { causesHeader, type HttpResponse, type Run, webhookEventType } from "@stepwell/core";
import { readCauses } from "@stepwell/host";
import type { ServerParts } from "../call.ts";
import type { Environment } from "../environment.ts";
import { type ActiveHook, draftWebhook, type Hook } from "../hooks.ts";
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
  /** Undefined where the builder waits for a request, and nobody else. */
  readonly active: ActiveHook | undefined;
}

/**
 * The answer to a request at a webhook's address; its body is read only where somebody waits for it.
 * @throws ProblemError
 */
export async function answerWebhook(server: ServerParts, call: WebhookCall): Promise<HttpResponse> {
  const received = await receive(server, call);
  if (received === "captured") return capturedResponse;
  const { active, environment, acceptance } = received;
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
    const draft = place.active ? undefined : await draftConfig(place);
    // Also while the draft was read: an active workflow always runs.
    const { active, hook } = placeOf(server, call);
    const read = { ...call, rawBody };
    if (!active) return capture({ server, environment, config: draft }, hook, read);
    const acceptance = await accept({ server, environment, hook, active }, read);
    return { active, environment, acceptance };
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
  const { active, workflowId } = hook;
  const isWaitedFor = () =>
    environment.hooks.listensUntil(workflowId, server.clock.now()) !== undefined;
  if (active || isWaitedFor()) return { server, environment, hook, active };
  throw new ProblemError("not_found", "The workflow of this webhook is not active.");
}

interface ReadCall extends WebhookCall {
  readonly rawBody: Uint8Array;
}

async function accept(
  { server, environment, hook, active: { config } }: Place & { readonly active: ActiveHook },
  call: ReadCall,
): Promise<Accepted> {
  const { data, dedupeKey } = readDelivery({ server, environment, config }, call);
  environment.hooks.remember(hook, { receivedAt: server.clock.now(), data });
  const acceptance = await environment.host.accept({
    type: webhookEventType,
    source: `webhook/${hook.workflowId}`,
    target: hook.workflowId,
    data,
    causes: readCauses(headerText(call.headers[causesHeader]), server.signingKey),
    bytes: call.rawBody.length,
    ...(dedupeKey !== undefined && { dedupeKey: `webhook\n${hook.workflowId}\n${dedupeKey}` }),
  });
  return accepted(acceptance);
}

async function draftConfig({ environment, hook }: Place): Promise<WebhookConfig | undefined> {
  const row = await environment.store.workflow(hook.workflowId);
  return row && draftWebhook(row.draft);
}

interface DraftReader extends Omit<Reader, "config"> {
  readonly config: WebhookConfig | undefined;
}

/**
 * The request is only looked at, as the draft says: nothing comes of it. Without a promise, so that
 * nobody else is told the same: one request ends the waiting.
 */
function capture({ config, ...place }: DraftReader, hook: Hook, call: ReadCall): "captured" {
  const { server, environment } = place;
  if (!config)
    throw new ProblemError("not_found", "The draft of this workflow has no webhook trigger.");
  const { data } = readDelivery({ ...place, config }, call);
  environment.hooks.remember(hook, { receivedAt: server.clock.now(), data });
  return "captured";
}

const capturedResponse: HttpResponse = {
  status: 200,
  headers: {},
  body: {
    captured: true,
    message:
      "The builder has this request as a sample. No run was started: the workflow is not active.",
  },
};

interface Reader {
  readonly server: ServerParts;
  readonly environment: Environment;
  readonly config: WebhookConfig;
}

function readDelivery(
  { server, environment, config }: Reader,
  { method, url, headers, rawBody }: ReadCall,
) {
  const query = url.indexOf("?");
  const received = receiveWebhook(
    config,
    {
      method,
      headers: headers,
      query: query < 0 ? "" : url.slice(query + 1),
      rawBody,
      contentType: headers["content-type"],
    },
    { nowMs: server.clock.now(), secret: environment.secrets.get },
  );
  if (received.kind === "refused") throw refused(received);
  return received;
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
