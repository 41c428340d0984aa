import { type Expression, makeExpression } from "../expression.ts";
import type { Evaluation } from "../formula/budget.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "../json.ts";
import type { Scope } from "../scope.ts";
import { booleanType } from "../type.ts";
import type { CompiledCondition, CompiledGroup, Compiling, ConditionIssue } from "./compiled.ts";
import { checkOperator, compileLeaf } from "./leaf.ts";
import type { Operator } from "./operator.ts";
import { formMessage } from "./schema.ts";

const depthMax = 16;
const leavesMax = 500;
/** A comparison or a list item is a step, and 1 KiB of text that is looked at. */
const stepsMax = 20_000;

export type ConditionCompile =
  | { readonly ok: true; readonly expression: Expression<boolean> }
  | { readonly ok: false; readonly issues: readonly ConditionIssue[] };

/** Compiles a condition tree to closures; evaluation stops as soon as the result is known. */
export function compileCondition(tree: Json): ConditionCompile {
  const compiled = compileTree(tree);
  if (!compiled.ok) return compiled;
  const { condition } = compiled;
  return {
    ok: true,
    expression: makeExpression<boolean>({
      source: tree,
      isCode: true,
      references: condition.references,
      evaluate: (scope) => condition.evaluate(evaluationOf(scope)),
      infer: (types) => ({ type: booleanType, problems: condition.problems(types) }),
    }),
  };
}

export function evaluationOf(scope: Scope): Evaluation {
  return { scope, stepsLeft: stepsMax, limitCode: "condition_limit" };
}

type TreeCompile =
  | { readonly ok: true; readonly condition: CompiledCondition }
  | { readonly ok: false; readonly issues: readonly ConditionIssue[] };

export function compileTree(tree: Json): TreeCompile {
  const compiling: Compiling = { issues: [], leaves: 0 };
  const condition = compileAny(tree, [], compiling);
  const { issues } = compiling;
  return condition && issues.length === 0 ? { ok: true, condition } : { ok: false, issues };
}

const groupKeys = ["all", "any", "none"] as const;
type GroupKey = (typeof groupKeys)[number];

function compileAny(
  tree: Json,
  path: readonly PropertyKey[],
  compiling: Compiling,
): CompiledCondition | undefined {
  if (
    path.filter((segment) => typeof segment === "number" || segment === "where").length > depthMax
  )
    return refuse(compiling, path, `a condition is nested at most ${depthMax} deep`);
  if (!isJsonObject(tree)) return refuse(compiling, path, formMessage);
  const key = groupKeys.find((key) => Object.hasOwn(tree, key));
  return key === undefined
    ? compileComparison(tree, path, compiling)
    : compileGroup({ tree, key, path }, compiling);
}

interface GroupForm {
  readonly tree: JsonObject;
  readonly key: GroupKey;
  readonly path: readonly PropertyKey[];
}

function compileGroup({ tree, key, path }: GroupForm, compiling: Compiling) {
  const items = tree[key];
  if (!isJsonArray(items))
    return refuse(compiling, [...path, key], `${key} is a list of conditions`);
  if (Object.keys(tree).length > 1)
    return refuse(compiling, path, `${key} stands alone in its group`);
  const parts = items.flatMap(
    (item, index) => compileAny(item, [...path, key, index], compiling) ?? [],
  );
  return groupOf(key, parts, path);
}

function groupOf(
  key: GroupKey,
  parts: readonly CompiledCondition[],
  path: readonly PropertyKey[],
): CompiledGroup {
  const evaluators: Readonly<Record<GroupKey, CompiledGroup["evaluate"]>> = {
    all: (evaluation) => parts.every((part) => part.evaluate(evaluation)),
    any: (evaluation) => parts.some((part) => part.evaluate(evaluation)),
    none: (evaluation) => !parts.some((part) => part.evaluate(evaluation)),
  };
  return {
    kind: "group",
    path,
    parts,
    references: parts.flatMap(({ references }) => references),
    evaluate: evaluators[key],
    problems: (types) => parts.flatMap((part) => part.problems(types)),
  };
}

function compileComparison(
  leaf: JsonObject,
  path: readonly PropertyKey[],
  compiling: Compiling,
): CompiledCondition | undefined {
  compiling.leaves += 1;
  if (compiling.leaves > leavesMax)
    return refuse(compiling, path, `a condition has at most ${leavesMax} comparisons`);
  if (!Object.hasOwn(leaf, "left")) return refuse(compiling, path, formMessage);
  const operator = checkOperator(leaf["operator"]);
  if (typeof operator === "string") return refuse(compiling, [...path, "operator"], operator);
  const problem = keysProblem(leaf, operator);
  if (problem) return refuse(compiling, [...path, problem.key], problem.message);
  const { where: written } = leaf as { readonly where?: Json };
  const where =
    written === undefined ? undefined : compileAny(written, [...path, "where"], compiling);
  return compileLeaf({ leaf, operator, path, where }, compiling);
}

interface KeyProblem {
  readonly key: string;
  readonly message: string;
}

/** Only the keys that the operator takes, and all that it needs. */
function keysProblem(leaf: JsonObject, { name, right }: Operator): KeyProblem | undefined {
  const taken = right === "where" ? "where" : "right";
  const allowed = new Set(["left", "operator", ...(right === "none" ? [] : [taken])]);
  const extra = Object.keys(leaf).find((key) => !allowed.has(key));
  if (extra !== undefined) return { key: extra, message: `${name} takes no ${extra}` };
  if (right === "none" || Object.hasOwn(leaf, taken)) return undefined;
  return { key: taken, message: `${name} needs ${taken}` };
}

function refuse({ issues }: Compiling, path: readonly PropertyKey[], message: string): undefined {
  // One sentence says enough of a tree that is too large.
  if (!issues.some((issue) => issue.message === message && message.includes("at most")))
    issues.push({ path, message });
}
