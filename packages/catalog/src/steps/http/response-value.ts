import { type Json, parseSafeJson } from "@stepwell/core";
import { isJsonType } from "../../http-syntax.ts";

/** Answers of other systems may be large lists; the depth stays what any code can walk. */
const jsonLimits = { depthMax: 64, keysMax: 1_000_000 };

const charsetParameter = /;\s*charset\s*=\s*"?([\w:.-]+)/i;

/** A response body as a value: JSON where it is said to be and is, otherwise text, otherwise bytes. */
export function responseValue(body: Uint8Array, contentType: string | undefined): Json {
  const type = (contentType ?? "").trim();
  const text = decode(body, charsetParameter.exec(type)?.[1] ?? "utf-8");
  if (text === undefined) return { base64: Buffer.from(body).toString("base64") };
  if (!isJsonType(type)) return text;
  if (text.trim() === "") return null;
  const parsed = parseSafeJson(text, jsonLimits);
  // The request has been carried out: an answer that cannot be read is kept, not thrown away.
  return parsed.ok ? parsed.value : text;
}

function decode(body: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}
