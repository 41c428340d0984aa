import { createHash } from "node:crypto";
import { isJsonArray, isJsonObject, type Json, StepError, textOf } from "@stepwell/core";
import { contentBytes } from "../../content-bytes.ts";

export interface Multipart {
  readonly data: Uint8Array;
  readonly contentType: string;
}

interface Part {
  readonly head: string;
  readonly bytes: Buffer;
}

/**
 * A body of fields and files (RFC 7578). The same parts give the same bytes: the boundary is their
 * hash, which they cannot hold. @throws StepError
 */
export function multipart(body: Json): Multipart {
  const parts = entriesOf(body).map(([name, value]) => partOf(name, value));
  const hash = createHash("sha256");
  for (const { head, bytes } of parts) hash.update(head).update(bytes);
  const boundary = `stepwell-${hash.digest("hex").slice(0, 40)}`;
  const pieces = parts.flatMap(({ head, bytes }) => [
    Buffer.from(`--${boundary}\r\n${head}\r\n\r\n`),
    bytes,
    Buffer.from("\r\n"),
  ]);
  return {
    data: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
}

type Entry = readonly [name: string, value: Json];

/** `{name: value}`, where a list repeats the name, or `[{name, value}]`, `[{name, filename, …}]`. */
function entriesOf(body: Json): readonly Entry[] {
  if (isJsonArray(body)) return body.map(entryOf);
  if (!isJsonObject(body)) throw invalid("must be an object of names and values, or a list");
  return Object.entries(body).flatMap(([name, value]) => {
    const values = isJsonArray(value) ? value : [value];
    return values.filter((one) => one !== null).map((one) => [name, one] as const);
  });
}

function entryOf(item: Json): Entry {
  if (!isJsonObject(item) || typeof item["name"] !== "string" || item["name"] === "")
    throw invalid("has an entry without a name");
  return [item["name"], "value" in item ? (item["value"] ?? "") : item];
}

function partOf(name: string, value: Json): Part {
  const disposition = `Content-Disposition: form-data; name="${quoted(name)}"`;
  if (!isJsonObject(value)) return { head: disposition, bytes: Buffer.from(textOf(value)) };
  const { filename, contentType = "application/octet-stream", content, base64 } = value;
  if (content === undefined && base64 === undefined)
    throw invalid(`needs text, or a file with content or base64, as “${name}”`);
  if (typeof contentType !== "string" || !/^[\u0020-\u007e]{1,200}$/.test(contentType))
    throw invalid(`has a content type that is not valid, of “${name}”`);
  const named = filename === undefined ? name : textOf(filename);
  const head = `${disposition}; filename="${quoted(named)}"\r\nContent-Type: ${contentType}`;
  return { head, bytes: contentBytes({ content, base64 }, `the file “${name}” of the body`) };
}

/** As browsers write names: nothing can end the quotes or the line. */
function quoted(text: string): string {
  return text.replaceAll(/["\r\n]/g, (one) => encodeURIComponent(one));
}

function invalid(why: string): StepError {
  return new StepError({ code: "invalid_value", message: `the body of a multipart form ${why}` });
}
