import { type Json, type JsonObject, parseSafeJson } from "@stepwell/core";
import { isJsonType } from "../../http-syntax.ts";

export type BodyParse<T extends Json = Json> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly status: number;
      readonly code: string;
      readonly message: string;
    };

/** As many names as a JSON body may have keys. */
const namesMax = 10_000;

/** Reads a body by its content type; a missing one means JSON, an empty body null. */
export function parseDeliveryBody(contentType: string | undefined, rawBody: Uint8Array): BodyParse {
  const [essence = ""] = (contentType ?? "").split(";");
  const type = essence.trim().toLowerCase();
  const read = readerOf(type);
  if (!read)
    return refuse(415, "unsupported_media_type", `bodies of type ${type} are not accepted`);
  const text = decodeUtf8(rawBody);
  if (text === undefined) return refuse(400, "malformed_text", "the body is not UTF-8 text");
  return read(text);
}

function readerOf(type: string): ((text: string) => BodyParse) | undefined {
  if (type === "" || isJsonType(type)) return readJson;
  if (type === "application/x-www-form-urlencoded") return readForm;
  if (type.startsWith("text/")) return (text) => ({ ok: true, value: text });
  return undefined;
}

/** What curl sends without a content type calls JSON a form: better told than stored in pieces. */
function readForm(text: string): BodyParse {
  if (!/^\s*[{[]/.test(text)) return parseNameValues(text);
  const message =
    "the body looks like JSON, but is sent as a form: send content-type: application/json";
  return refuse(415, "unsupported_media_type", message);
}

function readJson(text: string): BodyParse {
  if (text.trim() === "") return { ok: true, value: null };
  const parsed = parseSafeJson(text);
  return parsed.ok ? parsed : refuse(400, parsed.code, parsed.message);
}

/** `a=1&b=2&b=3` as `{"a": "1", "b": ["2", "3"]}`; queries and forms. */
export function parseNameValues(text: string): BodyParse<JsonObject> {
  const values = new Map<string, string[]>();
  let count = 0;
  for (const [name, value] of new URLSearchParams(text)) {
    if (name === "__proto__")
      return refuse(400, "prototype_key", `the name "${name}" is not accepted`);
    const known = values.get(name);
    if (known) known.push(value);
    else values.set(name, [value]);
    count += 1;
    if (count > namesMax)
      return refuse(400, "too_many_names", `more than ${namesMax} names are not accepted`);
  }
  const entries = [...values].map(([name, all]) => [name, all.length === 1 ? all[0] : all]);
  return { ok: true, value: Object.fromEntries(entries) as JsonObject };
}

function refuse(status: number, code: string, message: string): BodyParse & { readonly ok: false } {
  return { ok: false, status, code, message };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
