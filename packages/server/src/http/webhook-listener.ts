import type { RequestListener, ServerResponse } from "node:http";
import type { HttpResponse } from "@stepwell/core";
import type { ServerParts } from "../call.ts";
import type { BodyRoom } from "./body-room.ts";
import { type ExplainError, problemFrom, writeProblem } from "./problems.ts";
import { answerWebhook } from "./webhooks.ts";

/*
 * The door of webhooks, on node:http itself: they are most of the requests, and what a router and a
 * framework would add is a tenth of what a run costs.
 */

export interface WebhookDoor {
  readonly server: ServerParts;
  readonly room: BodyRoom;
  readonly explain: ExplainError;
}

export function makeWebhookListener({ server, room, explain }: WebhookDoor): RequestListener {
  const fail = (response: ServerResponse, error: unknown): void =>
    writeProblem(response, problemFrom(error) ?? explain(error, "webhook"));
  return (request, response) => {
    const { method = "", url = "", headers } = request;
    const { address } = server.peerOf(request);
    answerWebhook(server, { method, url, headers, body: room.bodyOf(request, response), address })
      .then((answer) => writeAnswer(response, answer))
      .catch((refusal: unknown) => fail(response, refusal));
  };
}

/** What a workflow's author wrote is shown to nobody as a page of ours: a sandbox without scripts. */
function writeAnswer(response: ServerResponse, { status, headers, body }: HttpResponse): void {
  const isText = typeof body === "string";
  const text = isText ? body : JSON.stringify(body);
  response.writeHead(status, {
    "content-type": isText ? "text/plain; charset=utf-8" : "application/json; charset=utf-8",
    "cache-control": "no-store",
    ...headers,
    "content-security-policy": "sandbox",
    "x-content-type-options": "nosniff",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
