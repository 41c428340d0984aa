import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { ProblemError } from "@stepwell/api";
import type { HttpResponse } from "@stepwell/core";
import type { ServerParts } from "../call.ts";
import { bodyBytesMax } from "./body.ts";
import { type ExplainError, problemFrom, writeProblem } from "./problems.ts";
import { answerWebhook } from "./webhooks.ts";

/*
 * The door of webhooks, on node:http itself: they are most of the requests, and what a router and a
 * framework would add is a tenth of what a run costs.
 */

export function makeWebhookListener(server: ServerParts, explain: ExplainError): RequestListener {
  const fail = (response: ServerResponse, error: unknown): void =>
    writeProblem(response, problemFrom(error) ?? explain(error, "webhook"));
  return (request, response) => {
    readBody(request)
      .then((rawBody) => {
        const { method = "", url = "", headers } = request;
        return answerWebhook(server, { method, url, headers, rawBody });
      })
      .then((answer) => writeAnswer(response, answer))
      .catch((refusal: unknown) => fail(response, refusal));
  };
}

const nothing = Buffer.alloc(0);

/** The whole body. @throws ProblemError where it is too large */
function readBody(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    if (Number(request.headers["content-length"] ?? 0) > bodyBytesMax)
      return reject(new ProblemError("payload_too_large", undefined, { headers: closing }));
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes <= bodyBytesMax) return void chunks.push(chunk);
      request.pause();
      return reject(new ProblemError("payload_too_large", undefined, { headers: closing }));
    });
    request.on("error", reject);
    request.on("end", () => {
      const [only = nothing] = chunks;
      resolve(chunks.length <= 1 ? only : Buffer.concat(chunks, bytes));
    });
  });
}

const closing = { connection: "close" };

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
