import { ProblemError } from "@stepwell/api";
import { isJsonType } from "@stepwell/catalog";
import { type Json, parseSafeJson } from "@stepwell/core";

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** The JSON of a request's body; an empty body is an empty object. @throws ProblemError */
export function readJson(bytes: Uint8Array, contentType: string | undefined): Json {
  if (bytes.length === 0) return {};
  if (contentType === undefined || !isJsonType(contentType))
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
