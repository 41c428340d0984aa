import { kindOf } from "../formula/value-kind.ts";
import type { Json } from "../json.ts";
import { formatPath, type Path } from "../path.ts";
import { parseReference } from "../reference.ts";
import { StepError } from "../step-error.ts";
import { type Operator, typeErrorCode } from "./operator.ts";

interface Comparison {
  readonly path: readonly PropertyKey[];
  readonly operator: Operator;
  readonly left: Json | undefined;
  /** The left side as the definition has it. */
  readonly written: Json;
}

/**
 * An operator knows what it was given, but not where it stands: the author of a large condition
 * must be told both. Other errors are left as they are.
 */
export function namingComparison(
  error: unknown,
  { path, operator, left, written }: Comparison,
): unknown {
  if (!(error instanceof StepError) || error.failure.code !== typeErrorCode) return error;
  const { message } = error.failure;
  const where = formatPath(path as Path);
  const given = message.startsWith("the left side") ? "" : `the left side is ${kindOf(left)}, `;
  const meant = variableMeant(written);
  const hint = meant === undefined ? "" : `; to read the variable write {{ ${meant} }}`;
  return new StepError({
    ...error.failure,
    message: `the comparison ${where === "" ? "" : `${where} `}(${operator.name}) cannot be answered: ${given}${message}${hint}`,
    details: { path: where, operator: operator.name, left: kindOf(left) },
  });
}

/** For a plain text that looks like a variable: the braces around it were forgotten. */
export function variableMeant(written: Json): string | undefined {
  if (typeof written !== "string") return undefined;
  const scan = parseReference(written);
  if (!scan.ok || scan.reference.path.length === 0) return undefined;
  return scan.reference.text;
}
