import { hasTemplate, isExpression } from "@stepwell/core";

/** The text of a field that holds no variables; undefined where only a run can tell. */
export function literalText(field: unknown): string | undefined {
  if (!isExpression(field) || typeof field.source !== "string") return undefined;
  return hasTemplate(field.source) ? undefined : field.source;
}
