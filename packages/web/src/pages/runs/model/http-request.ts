import { isJsonObject, type Json, type JsonObject } from "@stepwell/core";
import type { StepRun } from "./step-run-tree.ts";

/* What an HTTP step asked, and what it was answered, as people who know HTTP read it. */

export interface ShownRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Json | undefined;
  readonly bodyType: string;
}

export interface ShownResponse {
  readonly status: number | undefined;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Json | undefined;
}

export function requestOf({ type, input }: StepRun): ShownRequest | undefined {
  if (type !== "http" || !isObject(input) || typeof input["url"] !== "string") return undefined;
  return {
    method: textOf(input["method"], "GET"),
    url: withQuery(input["url"], pairsOf(input["query"])),
    headers: pairsOf(input["headers"]),
    body: input["body"],
    bodyType: textOf(input["bodyType"], "json"),
  };
}

/** Of a step that gives only the body to later steps, the body. */
export function responseOf({ output, error, input }: StepRun): ShownResponse | undefined {
  const given = output ?? error?.details;
  if (given === undefined) return undefined;
  const isBodyOnly = output !== undefined && isObject(input) && input["output"] === "body";
  if (isBodyOnly || !isObject(given) || typeof given["status"] !== "number")
    return isBodyOnly ? { status: undefined, headers: [], body: given } : undefined;
  return { status: given["status"], headers: pairsOf(given["headers"]), body: given["body"] };
}

const isObject = (value: unknown): value is JsonObject => isJsonObject(value);

function textOf(value: Json | undefined, without: string): string {
  return typeof value === "string" ? value : without;
}

/** `{name: value}` or `[{name, value}]`; a list gives the name several times, null leaves it out. */
function pairsOf(value: Json | undefined): readonly (readonly [string, string])[] {
  const entries: readonly (readonly [string, Json | undefined])[] = Array.isArray(value)
    ? value.filter(isObject).map((one) => [textOf(one["name"], ""), one["value"]])
    : Object.entries(isObject(value) ? value : {});
  return entries.flatMap(([name, one]) =>
    (Array.isArray(one) ? one : [one])
      .filter((each) => each !== null && each !== undefined)
      .map((each): readonly [string, string] => [name, plain(each)]),
  );
}

function plain(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function withQuery(text: string, query: readonly (readonly [string, string])[]): string {
  const url = URL.parse(text.trim());
  if (!url || query.length === 0) return text;
  for (const [name, value] of query) url.searchParams.append(name, value);
  return url.href;
}

const contentTypes: Readonly<Record<string, string>> = {
  json: "application/json",
  form: "application/x-www-form-urlencoded",
  text: "text/plain",
  xml: "application/xml",
};

/** The request as a command line. Secrets stay hidden in it, as they are everywhere. */
export function curlOf({ method, url, headers, body, bodyType }: ShownRequest): string {
  const hasType = headers.some(([name]) => name.toLowerCase() === "content-type");
  const type = body === undefined || bodyType === "none" ? undefined : contentTypes[bodyType];
  const lines = [
    `curl -X ${method} ${quoted(url)}`,
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(type !== undefined && !hasType ? [`-H ${quoted(`content-type: ${type}`)}`] : []),
    ...bodyLines(body, bodyType),
  ];
  return lines.join(" \\\n  ");
}

function bodyLines(body: Json | undefined, bodyType: string): readonly string[] {
  if (body === undefined || bodyType === "none") return [];
  if (bodyType === "multipart")
    return pairsOf(body).map(([name, value]) => `--form-string ${quoted(`${name}=${value}`)}`);
  if (bodyType === "form" && typeof body === "object")
    return pairsOf(body).map(([name, value]) => `--data-urlencode ${quoted(`${name}=${value}`)}`);
  return [`--data-raw ${quoted(bodyType === "json" ? JSON.stringify(body) : plain(body))}`];
}

/** For a POSIX shell: nothing in it is taken for anything but text. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
