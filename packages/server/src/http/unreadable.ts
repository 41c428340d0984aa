import { type ProblemCode, ProblemError, problemOf, problems } from "@stepwell/api";
import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";

/*
 * Requests that Node cannot read never become one: there is no response, only the socket. The
 * answer is a problem document all the same.
 */

const codes: { readonly [nodeCode: string]: ProblemCode } = {
  HPE_HEADER_OVERFLOW: "headers_too_large",
  ERR_HTTP_REQUEST_TIMEOUT: "request_timeout",
};

export function answerUnreadable({ code = "" }: NodeJS.ErrnoException, socket: Duplex): void {
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = new ProblemError(codes[code] ?? "malformed_request");
  const { status } = problems[problem.code];
  const body = JSON.stringify(problemOf(problem));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
