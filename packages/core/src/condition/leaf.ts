import type { Expression, TypeProblem, TypeScope } from "../expression.ts";
import { type Evaluation, spend, spendText, spendValue } from "../formula/budget.ts";
import type { Json, JsonObject } from "../json.ts";
import { jsonEqual } from "../json.ts";
import { nearestName } from "../nearest-name.ts";
import { parseReference } from "../reference.ts";
import { compileReference, type Reference } from "../scope.ts";
import { parseTemplateValue } from "../template.ts";
import type { CompiledCondition, CompiledLeaf, Compiling } from "./compiled.ts";
import { comparisonProblems, itemsProblems } from "./infer.ts";
import { bindItems } from "./items.ts";
import { itemsOf } from "./list-operators.ts";
import { namingComparison } from "./type-error.ts";
import {
  type ChangeOperator,
  type CompareOperator,
  isPresenceTest,
  type ItemsOperator,
  type Operator,
  type RightRead,
  typeError,
} from "./operator.ts";
import { findOperator, operatorNames } from "./operators.ts";
import { shortForms } from "./short-forms.ts";

/** A comparison whose form is known to be right. */
export interface LeafForm {
  readonly leaf: JsonObject;
  readonly operator: Operator;
  readonly path: readonly PropertyKey[];
  readonly where: CompiledCondition | undefined;
}

type Sides = Omit<LeafForm, "leaf" | "operator"> & {
  readonly left: Expression;
  readonly right: Expression | undefined;
};

export function checkOperator(name: Json | undefined): Operator | string {
  if (typeof name !== "string") return "the operator is missing";
  const operator = findOperator(name);
  if (operator) return operator;
  const near = shortForms.get(name.toLowerCase()) ?? nearestName(name, operatorNames);
  return `there is no operator ${name}${near === undefined ? "" : `; did you mean ${near}?`}`;
}

export function compileLeaf(form: LeafForm, compiling: Compiling): CompiledLeaf | undefined {
  const { leaf, operator, path, where } = form;
  const left = side(leaf["left"] as Json, [...path, "left"], compiling);
  const { right: written } = leaf as { readonly right?: Json };
  const right = written === undefined ? undefined : side(written, [...path, "right"], compiling);
  if (!left || (written !== undefined && !right)) return undefined;
  const sides: Sides = { path, where, left, right };
  switch (operator.kind) {
    case "compare":
      return compareLeaf(operator, sides, compiling);
    case "change":
      return changeLeaf(operator, sides, compiling);
    case "items":
      return itemsLeaf(operator, sides);
  }
}

function side(
  written: Json,
  path: readonly PropertyKey[],
  { issues }: Compiling,
): Expression | undefined {
  const parsed = parseTemplateValue(written);
  if (parsed.ok) return parsed.expression;
  issues.push({ path, message: `${parsed.message} (at character ${parsed.position + 1})` });
  return undefined;
}

type Read<R> = (evaluation: Evaluation) => R;

/** A right side without variables is read, and refused, once. */
function rightReader<R>(
  read: (right: Json | undefined) => RightRead<R>,
  { right, path }: Sides,
  { issues }: Compiling,
): Read<R> | undefined {
  if (right && right.references.length > 0)
    return (evaluation) => {
      const found = read(valueOf(right, evaluation));
      if (!found.ok) throw typeError(found.message);
      return found.value;
    };
  const found = read(right?.source);
  if (found.ok) return () => found.value;
  issues.push({ path: [...path, "right"], message: found.message });
  return undefined;
}

/** Text that a template builds is paid for, as it may be built for each item of a list. */
function valueOf(expression: Expression, evaluation: Evaluation): Json | undefined {
  const value = expression.evaluate(evaluation.scope);
  if (typeof value === "string") spendText(evaluation, value.length);
  return value;
}

function compareLeaf(
  operator: CompareOperator,
  sides: Sides,
  compiling: Compiling,
): CompiledLeaf | undefined {
  const readRight = rightReader(operator.read, sides, compiling);
  if (!readRight) return undefined;
  const { left, path } = sides;
  const { whenMissing } = operator;
  return {
    ...leafBase(operator, sides),
    references: [...left.references.map(asOptional(operator)), ...(sides.right?.references ?? [])],
    evaluate(evaluation) {
      spend(evaluation, 1);
      const value = valueOf(left, evaluation);
      if (whenMissing !== undefined && (value === undefined || value === null)) return whenMissing;
      try {
        return operator.evaluate(value, readRight(evaluation), evaluation);
      } catch (error) {
        throw namingComparison(error, { path, operator, left: value, written: left.source });
      }
    },
    problems: (types) => comparisonProblems(operator, sides, types),
  };
}

function asOptional(operator: Operator): (reference: Reference) => Reference {
  if (!isPresenceTest(operator)) return (reference) => reference;
  return (reference) => ({ ...reference, isOptional: true });
}

function changeLeaf(
  operator: ChangeOperator,
  sides: Sides,
  compiling: Compiling,
): CompiledLeaf | undefined {
  const { left, path } = sides;
  const reference = onlyReference(left.source);
  const readRight = rightReader(operator.read, sides, compiling);
  if (reference?.root !== "trigger") {
    const message = `${operator.name} needs one variable of the trigger on its left side, as {{ trigger.status }}`;
    compiling.issues.push({ path: [...path, "left"], message });
    return undefined;
  }
  if (!readRight) return undefined;
  const readOld = compileReference("previous", reference.path);
  const base = leafBase(operator, sides);
  return {
    ...base,
    references: [...base.references, { ...reference, root: "previous" }],
    evaluate(evaluation) {
      spend(evaluation, 1);
      const from = readOld(evaluation.scope);
      if (from === undefined) return false;
      const to = valueOf(left, evaluation);
      spendValue(evaluation, from);
      if (jsonEqual(from, to)) return false;
      try {
        return operator.evaluate({ from, to }, readRight(evaluation));
      } catch (error) {
        throw namingComparison(error, { path, operator, left: to, written: left.source });
      }
    },
    problems: (types) => sidesProblems(sides, types),
  };
}

/** The reference of a text that is exactly one template without a default. */
function onlyReference(source: Json): Reference | undefined {
  const inner = typeof source === "string" ? /^\{\{([\s\S]*)\}\}$/.exec(source)?.[1] : undefined;
  const scan = inner === undefined ? undefined : parseReference(inner);
  return scan?.ok ? scan.reference : undefined;
}

function itemsLeaf(operator: ItemsOperator, sides: Sides): CompiledLeaf | undefined {
  const { left, where, path } = sides;
  if (!where) return undefined;
  const isMetBy = bindItems(where);
  const listIn = (value: Json): readonly Json[] => {
    try {
      return itemsOf(value);
    } catch (error) {
      throw namingComparison(error, { path, operator, left: value, written: left.source });
    }
  };
  return {
    ...leafBase(operator, sides),
    evaluate(evaluation) {
      spend(evaluation, 1);
      const value = valueOf(left, evaluation);
      if (value === undefined || value === null) return operator.whenMissing;
      const items = listIn(value).slice(0, evaluation.scope.limits.conditionListItemsMax);
      return isMetBy(evaluation, (isMet) => operator.evaluate(items, isMet));
    },
    problems: (types) => itemsProblems(operator, { left, where }, types),
  };
}

function leafBase(operator: Operator, { path, left, right, where }: Sides) {
  return {
    kind: "leaf" as const,
    path,
    operator: operator.name,
    references: [
      ...left.references,
      ...(right?.references ?? []),
      // Inside, `item` is the list's own.
      ...(where?.references ?? []).filter(({ root }) => root !== "item"),
    ],
    values: ({ scope }: Evaluation) => ({
      left: left.evaluate(scope),
      right: right?.evaluate(scope),
    }),
  };
}

function sidesProblems({ left, right }: Sides, types: TypeScope): readonly TypeProblem[] {
  return [left, right].flatMap((expression) => expression?.infer(types).problems ?? []);
}
