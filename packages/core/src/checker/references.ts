import type { Expression, TypeScope } from "../expression.ts";
import { nearestName } from "../nearest-name.ts";
import { formatPath, type Path } from "../path.ts";
import type { Reference } from "../scope.ts";
import { textType, type Type, typeAt, unknownType } from "../type.ts";
import type { Finding, Findings } from "./finding.ts";
import { type Known, type KnownNames, variableType, type Whole } from "./known.ts";
import { findStepIn, hasVariable, mayHaveVariable } from "./layer.ts";
import { rootTypes } from "./root-types.ts";

/*
 * Are the variables that an expression reads there, and of what type? One finding for each wrong
 * variable, at the field that reads it.
 */

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
      const variable = formatPath([reference.root, ...reference.path]);
      if (!reported.has(reference.text)) findings[found.severity]({ ...found, variable });
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
      readonly severity: Finding["severity"];
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
      return resolveTrigger(reference, known.whole);
    case "previous":
      return resolvePrevious(reference, known);
    case "item":
      return problem("unknown_item", `${text}: there is no list whose items are looked at here`, {
        hint: "Use item in the nested condition of a list operator; in a loop, scopes.ID.item.",
      });
    default:
      return fieldOf(rootTypes[root], path, reference);
  }
}

function secretRefused(text: string): Resolution {
  return problem("secret_not_allowed", `${text}: secrets cannot be read here`, {
    hint: "Use a secret only in a field that says it takes one.",
  });
}

function resolveSecret({ path, text }: Reference, { whole }: Known): Resolution {
  const [name] = path;
  if (typeof name !== "string" || path.length > 1)
    return problem("unknown_secret", `${text}: a secret is named as in secrets.NAME`);
  const unknown = unknownSecret(name, whole.names);
  return unknown ? { kind: "problem", severity: "error", ...unknown } : ofType(textType);
}

export function unknownSecret(name: string, { secrets }: KnownNames) {
  if (!secrets || secrets.includes(name)) return undefined;
  const message = `there is no secret “${name}” in this environment`;
  return { code: "unknown_secret", message, ...nearest(name, secrets) };
}

function resolveEnv(reference: Reference, { whole }: Known): Resolution {
  const [name, ...rest] = reference.path;
  const { env } = whole.names;
  if (!env || name === undefined || reference.isOptional) return ofType(unknownType);
  if (env.includes(String(name))) return fieldOf(textType, rest, reference);
  const message = `there is no environment variable “${name}”`;
  return problem("unknown_env", message, nearest(String(name), env));
}

function resolveTrigger(reference: Reference, { trigger, likelyTrigger }: Whole): Resolution {
  const { path, text, isOptional } = reference;
  const found = fieldOf(trigger, path, reference);
  const likely = typeAt(likelyTrigger, path);
  if (found.kind === "problem" || likely.found || isOptional) return found;
  const message = `${text}: as far as the event's schema and samples tell, there is no field “${formatPath([likely.segment])}”`;
  const hint = nearest(String(likely.segment), likely.known);
  return problem("unlikely_field", message, { ...hint, severity: "warning" });
}

function resolvePrevious(reference: Reference, { whole }: Known): Resolution {
  if (whole.hasPrevious) return fieldOf(rootTypes.previous, reference.path, reference);
  return problem("no_previous", "events of this trigger have no old values", {
    hint: "Only a trigger of updates knows what has changed.",
    severity: "warning",
  });
}

function resolveStep(reference: Reference, { whole, done }: Known): Resolution {
  const [id, ...rest] = reference.path;
  if (typeof id !== "string")
    return problem("unknown_step", `${reference.text}: the id of a step is missing`);
  const step = findStepIn(done, id);
  if (step && (step.isCertain || reference.isOptional)) return fieldOf(step.type, rest, reference);
  if (!whole.stepIds.has(id))
    return problem("unknown_step", `there is no step “${id}”`, nearest(id, [...whole.stepIds]));
  if (whole.disabledIds.has(id)) return disabledSource(`the step “${id}” is disabled`, reference);
  const message = `the step “${id}” is not certainly done before this one`;
  if (step)
    return problem("step_not_certain", message, {
      hint: `It may not have run: give a default, as {{ ${reference.text} ?? "…" }}.`,
    });
  if (!reference.isOptional)
    return problem("step_not_certain", message, { hint: "Move it before this step." });
  return problem("step_never_before", `the step “${id}” is never done before this one`, {
    hint: "Only the default is ever used: move the step before this one, or remove the variable.",
    severity: "warning",
  });
}

/** With a default it is left out for a while, which is what disabling is for. */
function disabledSource(message: string, { isOptional, text }: Reference): Resolution {
  if (isOptional) return ofType(unknownType);
  return problem("step_disabled", message, {
    hint: `Enable it, or give a default, as {{ ${text} ?? "…" }}.`,
  });
}

function resolveScope(reference: Reference, { scopes }: Known): Resolution {
  const [id, ...rest] = reference.path;
  const type = typeof id === "string" ? scopes.get(id) : undefined;
  if (type) return fieldOf(type, rest, reference);
  const message = `this step is not inside a loop or branch of a step “${id ?? ""}”`;
  return problem("unknown_scope", message, nearest(String(id ?? ""), [...scopes.keys()]));
}

function resolveVariable(reference: Reference, { whole, done }: Known): Resolution {
  const [name, ...rest] = reference.path;
  if (
    typeof name === "string" &&
    whole.variables.disabledNames.has(name) &&
    !hasVariable(done, name)
  )
    return disabledSource(`what gives the variable “${name}” a value is disabled`, reference);
  if (typeof name !== "string" || !(whole.variables.names.has(name) || hasVariable(done, name))) {
    const message = `no step declares a variable “${name ?? ""}”`;
    return problem("unknown_variable", message, nearest(String(name), variableNames(whole)));
  }
  if (hasVariable(done, name) || (reference.isOptional && mayHaveVariable(done, name)))
    return fieldOf(variableType(whole, name), rest, reference);
  return withoutValue(name, reference);
}

function withoutValue(name: string, { isOptional }: Reference): Resolution {
  if (!isOptional)
    return problem("variable_not_certain", `the variable “${name}” has no value here for certain`, {
      hint: "Declare it with a variable step before, or give a default.",
    });
  return problem("variable_never_before", `the variable “${name}” never has a value here`, {
    hint: "No step before gives it one: move the variable step before this place, or remove the variable.",
    severity: "warning",
  });
}

function fieldOf(type: Type, path: Path, { text, isOptional }: Reference): Resolution {
  const found = typeAt(type, path);
  if (found.found) return ofType(found.type);
  if (isOptional && found.known.length === 0) return ofType(unknownType);
  const message = `${text}: there is no field “${formatPath([found.segment])}”`;
  return problem("unknown_field", message, nearest(String(found.segment), found.known));
}

function variableNames({ variables }: Whole): readonly string[] {
  return [...variables.names];
}

function ofType(type: Type): Resolution {
  return { kind: "type", type };
}

interface Hint {
  readonly hint?: string;
  readonly severity?: Finding["severity"];
}

function problem(code: string, message: string, more: Hint = {}): Resolution {
  return { kind: "problem", severity: "error", code, message, ...more };
}

function nearest(name: string, known: readonly string[]): Pick<Hint, "hint"> {
  const near = nearestName(name, known);
  return near === undefined ? {} : { hint: `Did you mean “${near}”?` };
}
