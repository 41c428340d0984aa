import { ProblemError } from "@stepwell/api";
import { type Json, parseSafeJson } from "@stepwell/core";
import type { FastifyInstance } from "fastify";

/** What a server reads at most, whatever an environment's limit for events allows. */
export const bodyBytesMax = 16 * 1024 * 1024;

/** Bodies arrive as bytes: signatures are over them, and our own reader parses them. */
export function readBodiesAsBytes(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(
    "*",
    { parseAs: "buffer", bodyLimit: bodyBytesMax },
    (_request, body, done) => done(null, body),
  );
}

export function bytesOf(body: unknown): Uint8Array {
  return body instanceof Uint8Array ? body : new Uint8Array(0);
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
const jsonType = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

/** The JSON of a request's body; an empty body is an empty object. @throws ProblemError */
export function readJson(bytes: Uint8Array, contentType: string | undefined): Json {
  if (bytes.length === 0) return {};
  if (contentType === undefined || !jsonType.test(contentType))
    throw new ProblemError("unsupported_media_type", "Send application/json.");
  const parsed = parseSafeJson(decode(bytes));
  if (parsed.ok) return parsed.value;
  throw new ProblemError("malformed_json", parsed.message, {
    issues: [{ path: "body", code: parsed.code, message: parsed.message }],
  });
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new ProblemError("malformed_json", "The body is not UTF-8.");
  }
}

export function checkSize(bytes: number, max: number): void {
  if (bytes <= max) return;
  throw new ProblemError(
    "payload_too_large",
    `The body has ${bytes} bytes; the limit eventBytesMax is ${max}. An admin can raise it in Settings → Limits (PATCH /settings/limits).`,
  );
}
