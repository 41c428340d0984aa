import type { Json } from "../json.ts";
import type { Scope } from "../scope.ts";
import { failureOf, type StepFailure } from "../step-error.ts";
import { compileTree, evaluationOf } from "./compile.ts";
import type { CompiledCondition } from "./compiled.ts";

/** One comparison of a condition with what it compared: why a run did not start. */
export interface ExplainedLeaf {
  readonly path: readonly PropertyKey[];
  readonly operator: string;
  readonly left: Json | undefined;
  readonly right: Json | undefined;
  readonly outcome: boolean | StepFailure;
}

/** Every comparison outside of nested conditions, evaluated by itself; none if it does not compile. */
export function explainCondition(tree: Json, scope: Scope): readonly ExplainedLeaf[] {
  const compiled = compileTree(tree);
  return compiled.ok ? explain(compiled.condition, scope) : [];
}

function explain(condition: CompiledCondition, scope: Scope): readonly ExplainedLeaf[] {
  if (condition.kind === "group") return condition.parts.flatMap((part) => explain(part, scope));
  const { path, operator } = condition;
  const values = condition.values(evaluationOf(scope));
  return [{ path, operator, ...values, outcome: outcomeOf(condition, scope) }];
}

function outcomeOf(condition: CompiledCondition, scope: Scope): boolean | StepFailure {
  try {
    return condition.evaluate(evaluationOf(scope));
  } catch (error) {
    return failureOf(error);
  }
}
