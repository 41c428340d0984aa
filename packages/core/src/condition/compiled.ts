import type { TypeProblem, TypeScope } from "../expression.ts";
import type { Evaluation } from "../formula/budget.ts";
import type { Json } from "../json.ts";
import type { Reference } from "../scope.ts";

/** A compiled condition: what evaluation, checker and explanation need of it. */
export type CompiledCondition = CompiledGroup | CompiledLeaf;

interface CompiledPart {
  readonly path: readonly PropertyKey[];
  readonly references: readonly Reference[];
  evaluate(evaluation: Evaluation): boolean;
  problems(types: TypeScope): readonly TypeProblem[];
}

export interface CompiledGroup extends CompiledPart {
  readonly kind: "group";
  readonly parts: readonly CompiledCondition[];
}

export interface CompiledLeaf extends CompiledPart {
  readonly kind: "leaf";
  readonly operator: string;
  /** The left and the right side, for explanations. */
  values(evaluation: Evaluation): {
    readonly left: Json | undefined;
    readonly right: Json | undefined;
  };
}

export interface ConditionIssue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

/** What holds for a whole condition while it is compiled; issues are gathered in it. */
export interface Compiling {
  readonly issues: ConditionIssue[];
  leaves: number;
}
