import {
  type InputIssue,
  type InputRead,
  isJsonObject,
  type Json,
  type JsonObject,
  parseInstant,
} from "@stepwell/core";
import type { DeclaredInput } from "./declared-inputs.ts";

/** Checks what a person or a caller gave against the declared inputs. Without any, all is let in. */
export function readInputs(inputs: readonly DeclaredInput[], given: Json): InputRead {
  if (!isJsonObject(given))
    return { ok: false, issues: [issue([], "invalid_input", "input must be an object")] };
  if (inputs.length === 0) return { ok: true, data: given };
  const issues = [...unknownNames(inputs, given), ...inputs.flatMap((one) => check(one, given))];
  return issues.length === 0 ? { ok: true, data: given } : { ok: false, issues };
}

function unknownNames(inputs: readonly DeclaredInput[], given: JsonObject): InputIssue[] {
  const known = new Set(inputs.map(({ name }) => name));
  return Object.keys(given)
    .filter((name) => !known.has(name))
    .map((name) => issue([name], "unknown_field", `there is no input “${name}”`));
}

function check({ name, type, required }: DeclaredInput, given: JsonObject): InputIssue[] {
  const value = Object.hasOwn(given, name) ? given[name] : undefined;
  if (value === undefined || value === null)
    return required ? [issue([name], "required", `the input “${name}” is required`)] : [];
  if (fitsType(value, type)) return [];
  return [issue([name], "invalid_type", `the input “${name}” must be a ${type.replace("_", "-")}`)];
}

function fitsType(value: Json, type: DeclaredInput["type"]): boolean {
  switch (type) {
    case "json":
      return true;
    case "text":
      return typeof value === "string";
    case "date":
      return (
        typeof value === "string" &&
        /^\d{4}-/.test(value) &&
        isInstant(value) &&
        value.length === 10
      );
    case "date_time":
      return typeof value === "string" && isInstant(value);
    default:
      return typeof value === type;
  }
}

function isInstant(text: string): boolean {
  return parseInstant(text, "UTC") !== undefined;
}

function issue(path: readonly string[], code: string, message: string): InputIssue {
  return { path, code, message };
}
