import {
  type Expression,
  type Inference,
  makeExpression,
  type TypeProblem,
} from "../expression.ts";
import { compileReference, type Reference } from "../scope.ts";
import { sourceCharactersMax, spendValue, stepsMax } from "./budget.ts";
import type { Evaluate, Operand } from "./formula-error.ts";
import { inferPart } from "./infer.ts";
import { binaryOperators, bindUnary } from "./operators.ts";
import { parseTokens } from "./parser.ts";
import type { Part } from "./part.ts";
import { scanTokens } from "./tokens.ts";

/*
 * The formula language: spreadsheet functions and operators over the variables of a workflow. A
 * formula is compiled once to closures; there is no loop in it, so its work is bounded by its parts
 * and by the budget of the lists and texts that its functions go through.
 */

export type FormulaCompile =
  | { readonly ok: true; readonly expression: Expression }
  | { readonly ok: false; readonly message: string; readonly position: number };

export function compileFormula(source: string): FormulaCompile {
  if (source.length > sourceCharactersMax) {
    const message = `a formula has at most ${sourceCharactersMax} characters`;
    return { ok: false, message, position: sourceCharactersMax };
  }
  const scan = scanTokens(source);
  if (!scan.ok) return { ok: false, ...scan.refusal };
  const parse = parseTokens(scan.tokens);
  if (!parse.ok) return { ok: false, ...parse.refusal };
  return { ok: true, expression: formulaExpression(source, parse.part) };
}

function formulaExpression(source: string, part: Part): Expression {
  const parts = partsOf(part);
  const stepsLeft = stepsMax - parts.length;
  const run = bindPart(part, source);
  // What a variable holds is known to be of bearable size; what was built may share its parts.
  const isBuilt = part.kind === "list" || part.kind === "call";
  return makeExpression({
    source,
    isCode: true,
    references: parts.flatMap(referenceOf),
    evaluate(scope) {
      const evaluation = { scope, stepsLeft, limitCode: "formula_limit" as const };
      const result = run(evaluation);
      if (isBuilt) spendValue(evaluation, result);
      return result;
    },
    infer(types): Inference {
      const problems: TypeProblem[] = [];
      return { type: inferPart(part, types, problems), problems };
    },
  });
}

function bindPart(part: Part, source: string): Evaluate {
  switch (part.kind) {
    case "literal": {
      const { value } = part;
      return () => value;
    }
    case "reference": {
      const read = compileReference(part.reference.root, part.reference.path);
      return ({ scope }) => read(scope);
    }
    case "list": {
      const items = part.items.map((item) => bindPart(item, source));
      return (evaluation) => items.map((evaluate) => evaluate(evaluation) ?? null);
    }
    case "unary":
      return bindUnary(part.operator, operandOf(part.operand, source));
    case "binary": {
      const { left, operator, right, position } = part;
      const { bind } = binaryOperators[operator];
      return bind(operandOf(left, source), operandOf(right, source), position);
    }
    case "call": {
      const operands = part.arguments.map((argument) => operandOf(argument, source));
      return part.called.bind(operands, part.position);
    }
  }
}

const operandCharactersMax = 60;

function operandOf(part: Part, source: string): Operand {
  const { position } = part;
  const written = source.slice(position, part.end);
  const isLong = written.length > operandCharactersMax;
  const text = isLong ? `${written.slice(0, operandCharactersMax)}…` : written;
  const literal = part.kind === "literal" ? part.value : undefined;
  return { evaluate: bindPart(part, source), text, position, literal };
}

function partsOf(part: Part): readonly Part[] {
  return [part, ...innerParts(part).flatMap(partsOf)];
}

function innerParts(part: Part): readonly Part[] {
  switch (part.kind) {
    case "literal":
    case "reference":
      return [];
    case "list":
      return part.items;
    case "unary":
      return [part.operand];
    case "binary":
      return [part.left, part.right];
    case "call":
      return part.arguments;
  }
}

function referenceOf(part: Part): readonly Reference[] {
  return part.kind === "reference" ? [part.reference] : [];
}
