import {
  type Change,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
  unreachable,
} from "@stepwell/core";
import { cut } from "../print.ts";

/* Changes of a definition in words, a line each. */

const valueWidthMax = 60;
const partsMax = 4;

export function describeChange(change: Change): string {
  const { kind, stepId, path, before, after } = change;
  const step = `step ${stepId}`;
  switch (kind) {
    case "trigger_changed":
      return `trigger: ${parts(before, after)}`;
    case "settings_changed":
      return `settings: ${parts(before, after)}`;
    case "details_changed":
      return parts(withoutNulls(before), withoutNulls(after));
    case "step_added":
      return `${step} added (${typeIn(after)}), at ${path}`;
    case "step_removed":
      return `${step} removed (${typeIn(before)})`;
    case "step_moved":
      return `${step} moved: ${placeOf(before)} → ${placeOf(after)}`;
    case "step_type_changed":
      return `${step}: type ${typeIn(before)} → ${typeIn(after)}`;
    case "step_config_changed":
      return `${step}: ${parts(before, after, "config")}`;
    case "step_policy_changed":
    case "step_details_changed":
      return `${step}: ${parts(withoutNulls(before), withoutNulls(after))}`;
    case "branches_changed":
      return `${step}: ${parts(branchesById(before), branchesById(after), "branches")}`;
    default:
      return unreachable(kind);
  }
}

/** What differs inside two values, by path; at most a few of it. */
function parts(before: Json | undefined, after: Json | undefined, path = ""): string {
  const found = valueChanges(before, after, path);
  const more = found.length - partsMax;
  const shown = found.slice(0, partsMax).join("; ");
  if (shown === "") return "order changed";
  return more > 0 ? `${shown}; and ${more} more` : shown;
}

function valueChanges(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): readonly string[] {
  if (isJsonObject(before) && isJsonObject(after)) {
    const names = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...names].flatMap((name) =>
      valueChanges(own(before, name), own(after, name), join(path, name)),
    );
  }
  if (isJsonArray(before) && isJsonArray(after) && before.length === after.length)
    return before.flatMap((item, index) => valueChanges(item, after[index], join(path, index)));
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (before === undefined) return [`${path} added: ${shown(after)}`];
  if (after === undefined) return [`${path} removed: ${shown(before)}`];
  return [`${path} ${shown(before)} → ${shown(after)}`];
}

function own(value: JsonObject, name: string): Json | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function join(path: string, name: string | number): string {
  return path === "" ? String(name) : `${path}.${name}`;
}

function shown(value: Json | undefined): string {
  return cut(JSON.stringify(value ?? null), valueWidthMax);
}

function typeIn(value: Json | undefined): string {
  return isJsonObject(value) ? word(value["type"]) : "";
}

/** Ids and types: texts, and known to be. */
function word(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Where a step stands: after which one, and in which branch of which step. */
function placeOf(value: Json | undefined): string {
  if (!isJsonObject(value)) return "";
  const { branch = null, after = null } = value;
  const place = after === null ? "first" : `after ${word(after)}`;
  if (!isJsonObject(branch)) return place;
  return `${place} in ${word(branch["stepId"])}/${word(branch["branchId"])}`;
}

/** The difference writes null for what is left out. */
function withoutNulls(value: Json | undefined): Json | undefined {
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== null));
}

function branchesById(value: Json | undefined): Json | undefined {
  if (!isJsonArray(value)) return value;
  const entries = value.filter(isJsonObject).map((branch) => {
    const { id, ...rest } = branch;
    return [word(id), withoutNulls(rest) ?? null] as const;
  });
  return Object.fromEntries(entries);
}
