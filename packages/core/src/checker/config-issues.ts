import { z } from "zod";
import type { Json } from "../json.ts";
import { nearestName } from "../nearest-name.ts";
import { type Path, readPath } from "../path.ts";
import type { ConfigIssue } from "../step-type.ts";
import type { Findings } from "./finding.ts";

/* What a config's schema refuses, in words that say which field and what to do. */

interface Refused {
  readonly type: { readonly config: z.ZodType };
  readonly config: Json;
}

export function reportConfig(
  issues: readonly ConfigIssue[],
  refused: Refused,
  findings: Findings,
): void {
  for (const issue of issues.flatMap(plainIssues)) {
    const at = findings.at(...issue.path);
    if (issue.keys) reportUnknown(issue, issue.keys, { refused, at });
    else if (isMissing(issue, refused.config)) reportMissing(String(issue.path.at(-1)), at);
    else at.error({ code: "invalid_config", message: issue.message });
  }
}

function reportMissing(field: string, at: Findings): void {
  const message = `the field “${field}” is required`;
  at.error({ code: "missing_field", message, hint: "Give it a value.", field });
}

const unionMessage = "Invalid input";

/** Of the forms that a config may have, the one that is nearest to what is written. */
function plainIssues(issue: ConfigIssue): readonly ConfigIssue[] {
  const [first, ...others] = issue.errors ?? [];
  if (first === undefined || issue.message !== unionMessage) return [issue];
  const nearest = others.reduce((best, one) => (one.length < best.length ? one : best), first);
  return nearest.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

interface UnknownFields {
  readonly refused: Refused;
  readonly at: Findings;
}

function reportUnknown(
  { path }: ConfigIssue,
  keys: readonly string[],
  { refused: { type }, at }: UnknownFields,
): void {
  const known = path.length === 0 ? fieldNames(type.config) : [];
  for (const key of keys) {
    const near = nearestName(key, known);
    at.at(key).error({
      code: "unknown_config_field",
      message: `there is no field “${key}” here`,
      hint: near === undefined ? "Remove it." : `Did you mean “${near}”?`,
    });
  }
}

function fieldNames(schema: z.ZodType): readonly string[] {
  if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
  if (!(schema instanceof z.ZodUnion)) return [];
  return schema.options.flatMap((option) => fieldNames(option as z.ZodType));
}

/** What a step type's author asks for has words of its own. */
function isMissing({ path, code }: ConfigIssue, config: Json): boolean {
  return code !== "custom" && readPath(config, path as Path) === undefined;
}
