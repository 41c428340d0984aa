import {
  formatPath,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  parseSafeJson,
  type Path,
  readPath,
} from "@stepwell/core";
import { samplePaths } from "../../sample/sample-paths.ts";
import { parseNameValues } from "./delivery-body.ts";
import type { Place } from "./place.ts";

/** A value found in a sample, as a variable that the author may take. */
export interface SuggestedVariable extends Place {
  /** Unique among the suggestions. */
  readonly name: string;
  readonly sample: Json;
}

export type SampleParse =
  | {
      readonly ok: true;
      readonly kind: "query" | "json";
      readonly variables: readonly SuggestedVariable[];
    }
  | { readonly ok: false; readonly message: string };

/** Suggestions for a pasted URL, query string or JSON body. */
export function parseSample(text: string): SampleParse {
  const trimmed = text.trim();
  if (trimmed === "") return { ok: false, message: "paste a URL, a query string or JSON" };
  if (/^[[{"]/.test(trimmed)) return parseJsonSample(trimmed);
  const query = queryOf(trimmed);
  const parsed = query === undefined ? undefined : parseNameValues(query);
  if (!parsed?.ok)
    return { ok: false, message: parsed?.message ?? "this is no URL, query or JSON" };
  return { ok: true, kind: "query", variables: named(found("query", parsed.value)) };
}

function parseJsonSample(text: string): SampleParse {
  const parsed = parseSafeJson(text);
  if (!parsed.ok) return parsed;
  return { ok: true, kind: "json", variables: named(found("body", parsed.value)) };
}

/** Suggestions for the last request that was received: `trigger` of its event. */
export function variablesOf(data: JsonObject): readonly SuggestedVariable[] {
  const { body = null, query = {}, headers = {} } = data;
  const shown = found("headers", headers).filter(({ sample }) => sample !== "(hidden)");
  return named([...found("body", body), ...found("query", query), ...shown]);
}

const absoluteUrl = /^[a-z][a-z0-9+.-]*:\/\//i;

function queryOf(text: string): string | undefined {
  const [beforeHash = ""] = text.split("#");
  const mark = beforeHash.indexOf("?");
  if (mark !== -1) return beforeHash.slice(mark + 1);
  if (absoluteUrl.test(text)) return "";
  return beforeHash.includes("=") ? beforeHash : undefined;
}

interface FoundValue {
  readonly from: Place["from"];
  readonly segments: Path;
  readonly sample: Json;
}

/** Every value, and every list both whole and mapped over its items. */
function found(from: Place["from"], value: Json): readonly FoundValue[] {
  return pathsOf(value).map((segments) => ({
    from,
    segments,
    sample: readPath(value, segments) ?? null,
  }));
}

/** At the top of a list there is no name to read all its items by: its first object stands for it. */
function pathsOf(value: Json): readonly Path[] {
  if (!isJsonArray(value)) return samplePaths(value, "collapse");
  const index = value.findIndex(isJsonObject);
  const paths = index === -1 ? [] : samplePaths(value[index] ?? null, "collapse");
  return paths.map((path) => [index, ...path]);
}

const takenNames = ["body", "query", "headers", "constructor", "prototype", "__proto__"];

/** Names by the last part of the path; where that is taken, with the parts before it, then a number. */
function named(values: readonly FoundValue[]): readonly SuggestedVariable[] {
  const taken = new Set(takenNames);
  return values.map(({ from, segments, sample }) => {
    const name = uniqueName(segments, taken);
    taken.add(name);
    const path = from === "headers" ? String(segments[0]) : formatPath(segments);
    return { from, path, name, sample };
  });
}

function uniqueName(segments: Path, taken: ReadonlySet<string>): string {
  const keys = segments.filter((segment) => typeof segment === "string");
  for (let parts = 1; parts <= keys.length; parts += 1) {
    const name = identifier(keys.slice(-parts).join("_"));
    if (!taken.has(name)) return name;
  }
  const base = identifier(keys.at(-1) ?? "").slice(0, 58);
  let number = 2;
  while (taken.has(`${base}_${number}`)) number += 1;
  return `${base}_${number}`;
}

function identifier(text: string): string {
  const plain = text
    .replaceAll(/\W+/g, "_")
    .replaceAll(/^_+|_+$/g, "")
    .slice(0, 64);
  if (plain === "") return "value";
  return /^\d/.test(plain) ? `_${plain}`.slice(0, 64) : plain;
}
