import type { IncomingMessage, ServerResponse } from "node:http";

/*
 * A refusal whose request's body nobody has read. Small ones are drained by Node, and the connection
 * goes on. Otherwise the connection ends; but closing it while bytes come in resets it, and the
 * sender may never see the answer (RFC 9112 §9.6): so the answer goes out first, and for a moment
 * what comes in is thrown away.
 */

const drainedBytesMax = 64 * 1024;
const lingerMs = 1000;

/** Does the sender wait for a word before it sends the body (`Expect: 100-continue`)? */
export function awaitsLeave({ headers, httpVersion, readableFlowing }: IncomingMessage): boolean {
  const asks = httpVersion === "1.1" && /^100-continue$/i.test(headers.expect ?? "");
  return asks && readableFlowing === null;
}

/** Must this request's connection end after a refusal, behind bytes that still come? */
export function isMuchUnread(request: IncomingMessage): boolean {
  const { complete, headers } = request;
  // Node ends the connection of who was not told to go on; no byte of the body comes.
  if (complete || awaitsLeave(request)) return false;
  if (headers["transfer-encoding"] !== undefined) return true;
  return Number(headers["content-length"] ?? 0) > drainedBytesMax;
}

/** Sends the last of an answer, and closes when the request has ended or has had time to. */
export function endLingering(request: IncomingMessage, response: ServerResponse, text: string) {
  const end = (): void => {
    clearTimeout(timer);
    response.end();
  };
  const timer = setTimeout(end, lingerMs);
  response.write(text);
  response.once("close", end);
  request.once("end", end).on("error", end).resume();
}
