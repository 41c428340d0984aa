import type { Expression, TypeScope } from "../expression.ts";
import { nearestName } from "../nearest-name.ts";
import { formatPath, type Path } from "../path.ts";
import type { Reference } from "../scope.ts";
import {
  anyObject,
  dateTimeType,
  dateType,
  nullType,
  numberType,
  objectOf,
  textType,
  type Type,
  typeAt,
  unionOf,
  unknownType,
} from "../type.ts";
import type { Findings } from "./finding.ts";
import type { Known } from "./known.ts";

/*
 * Are the variables that an expression reads there, and of what type? One finding for each wrong
 * variable, at the field that reads it.
 */

const eventType = objectOf({
  id: textType,
  type: textType,
  source: textType,
  time: dateTimeType,
  data: unknownType,
});

const runType = objectOf({
  id: textType,
  number: numberType,
  attempt: numberType,
  startedAt: unionOf([dateTimeType, nullType]),
});

const workflowType = objectOf({ id: textType, name: textType, version: numberType });

/** Checks an expression at its place; the result is the type of its value. */
export function checkExpression(
  expression: Expression<unknown>,
  known: Known,
  findings: Findings,
): Type {
  const reported = new Set<string>();
  const types: TypeScope = {
    typeOf(reference) {
      const found = resolve(reference, known, expression.takesSecrets === true);
      if (found.kind === "type") return found.type;
      if (!reported.has(reference.text)) findings.error(found);
      reported.add(reference.text);
      return unknownType;
    },
  };
  const { type, problems } = expression.infer(types);
  for (const reference of expression.references) types.typeOf(reference);
  for (const problem of problems) findings.error(problem);
  return type;
}

type Resolution =
  | { readonly kind: "type"; readonly type: Type }
  | {
      readonly kind: "problem";
      readonly code: string;
      readonly message: string;
      readonly hint?: string;
    };

function resolve(reference: Reference, known: Known, takesSecrets: boolean): Resolution {
  const { root, path, text } = reference;
  switch (root) {
    case "steps":
      return resolveStep(reference, known);
    case "scopes":
      return resolveScope(reference, known);
    case "vars":
      return resolveVariable(reference, known);
    case "secrets":
      return takesSecrets ? resolveSecret(reference, known) : secretRefused(text);
    case "env":
      return resolveEnv(reference, known);
    case "trigger":
      return fieldOf(known.whole.trigger, path, reference);
    default:
      return fieldOf(rootTypes[root], path, reference);
  }
}

/** Roots whose type is the same everywhere. */
const rootTypes = {
  event: eventType,
  run: runType,
  workflow: workflowType,
  now: dateTimeType,
  today: dateType,
  previous: anyObject,
  item: unknownType,
} as const;

function secretRefused(text: string): Resolution {
  return problem("secret_not_allowed", `${text}: secrets cannot be read here`, {
    hint: "Use a secret only in a field that says it takes one.",
  });
}

function resolveSecret({ path, text }: Reference, { whole }: Known): Resolution {
  const [name] = path;
  if (typeof name !== "string" || path.length > 1)
    return problem("unknown_secret", `${text}: a secret is named as in secrets.NAME`);
  const { secrets } = whole.names;
  if (!secrets || secrets.includes(name)) return ofType(textType);
  const message = `there is no secret “${name}” in this environment`;
  return problem("unknown_secret", message, nearest(name, secrets));
}

function resolveEnv(reference: Reference, { whole }: Known): Resolution {
  const [name, ...rest] = reference.path;
  const { env } = whole.names;
  if (!env || name === undefined || reference.isOptional) return ofType(unknownType);
  if (env.includes(String(name))) return fieldOf(textType, rest, reference);
  const message = `there is no environment variable “${name}”`;
  return problem("unknown_env", message, nearest(String(name), env));
}

function resolveStep(reference: Reference, { whole, steps }: Known): Resolution {
  const [id, ...rest] = reference.path;
  if (typeof id !== "string")
    return problem("unknown_step", `${reference.text}: the id of a step is missing`);
  const type = steps.get(id);
  if (type) return fieldOf(type, rest, reference);
  if (!whole.stepIds.has(id))
    return problem("unknown_step", `there is no step “${id}”`, nearest(id, [...steps.keys()]));
  if (reference.isOptional) return ofType(unknownType);
  return problem("step_not_certain", `the step “${id}” is not certainly done before this one`, {
    hint: 'Move it before this step, or give a default: {{ steps.ID ?? "…" }}.',
  });
}

function resolveScope(reference: Reference, { scopes }: Known): Resolution {
  const [id, ...rest] = reference.path;
  const type = typeof id === "string" ? scopes.get(id) : undefined;
  if (type) return fieldOf(type, rest, reference);
  const message = `this step is not inside a loop or branch of a step “${id ?? ""}”`;
  return problem("unknown_scope", message, nearest(String(id ?? ""), [...scopes.keys()]));
}

function resolveVariable(reference: Reference, { whole, variables }: Known): Resolution {
  const [name, ...rest] = reference.path;
  const type = typeof name === "string" ? variables.get(name) : undefined;
  if (type) return fieldOf(type, rest, reference);
  if (typeof name !== "string" || !whole.variableNames.has(name)) {
    const message = `no step declares a variable “${name ?? ""}”`;
    return problem("unknown_variable", message, nearest(String(name), [...whole.variableNames]));
  }
  if (reference.isOptional) return ofType(unknownType);
  return problem("variable_not_certain", `the variable “${name}” has no value here for certain`, {
    hint: "Declare it with a variable step before, or give a default.",
  });
}

function fieldOf(type: Type, path: Path, { text, isOptional }: Reference): Resolution {
  const found = typeAt(type, path);
  if (found.found) return ofType(found.type);
  if (isOptional && found.known.length === 0) return ofType(unknownType);
  const message = `${text}: there is no field “${formatPath([found.segment])}”`;
  return problem("unknown_field", message, nearest(String(found.segment), found.known));
}

function ofType(type: Type): Resolution {
  return { kind: "type", type };
}

interface Hint {
  readonly hint?: string;
}

function problem(code: string, message: string, more: Hint = {}): Resolution {
  return { kind: "problem", code, message, ...more };
}

function nearest(name: string, known: readonly string[]): Hint {
  const near = nearestName(name, known);
  return near === undefined ? {} : { hint: `Did you mean “${near}”?` };
}
