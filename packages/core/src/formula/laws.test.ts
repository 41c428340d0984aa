import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StepError } from "../step-error.ts";
import { compileFormula } from "./compile.ts";
import { sampleScope } from "./sample-scope.ts";

/** Arithmetic as a tree: written as a formula with and without needless brackets, and evaluated slowly. */
type Tree =
  | number
  | readonly ["-", Tree]
  | readonly ["+" | "-" | "*" | "/" | "^" | "<" | "=", Tree, Tree];

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.integer({ min: 0, max: 9 }),
    fc.tuple(fc.constant("-" as const), tie("tree")),
    fc.tuple(fc.constantFrom("+", "-", "*", "/", "^"), tie("tree"), tie("tree")),
  ),
}));

function power(tree: Tree): number {
  if (typeof tree === "number") return 9;
  if (tree.length === 2) return 7;
  return { "<": 1, "=": 1, "+": 3, "-": 3, "*": 4, "/": 4, "^": 5 }[tree[0]];
}

function written(tree: Tree): string {
  if (typeof tree === "number") return String(tree);
  if (tree.length === 2) return `-${bracketed(tree[1], 7)}`;
  const own = power(tree);
  return `${bracketed(tree[1], own)} ${tree[0]} ${bracketed(tree[2], own + 1)}`;
}

function bracketed(tree: Tree, least: number): string {
  return power(tree) < least ? `(${written(tree)})` : written(tree);
}

/** Not a number where any part of it is none: formulas stop there. */
function evaluated(tree: Tree): number {
  if (typeof tree === "number") return tree;
  const [left, right = 0] = tree.slice(1).map((inner) => evaluated(inner as Tree));
  if (left === undefined || Number.isNaN(left) || Number.isNaN(right)) return Number.NaN;
  if (tree.length === 2) return 0 - left;
  const results: Record<string, () => number> = {
    "+": () => left + right,
    "-": () => left - right,
    "*": () => left * right,
    "/": () => left / right,
    "^": () => left ** right,
  };
  const result = results[tree[0]]?.() ?? Number.NaN;
  return Number.isFinite(result) ? result + 0 : Number.NaN;
}

/** The result, or not a number where the formula stops with an error. */
function calculated(source: string): unknown {
  const compiled = compileFormula(source);
  if (!compiled.ok) return compiled.message;
  try {
    return compiled.expression.evaluate(sampleScope());
  } catch (error) {
    return error instanceof StepError ? Number.NaN : error;
  }
}

describe("arithmetic", () => {
  it("is what the tree of its operators says", () => {
    fc.assert(
      fc.property(tree, (tree) => {
        expect(calculated(written(tree))).toBe(evaluated(tree));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("functions of lists", () => {
  const scopeOf = (list: readonly number[]) => sampleScope({ trigger: list });
  const run = (source: string, list: readonly number[]) => {
    const compiled = compileFormula(source);
    return compiled.ok ? compiled.expression.evaluate(scopeOf(list)) : compiled;
  };

  it("agree with each other", () => {
    const lists = fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(lists, (list) => {
        expect(run("SORT(trigger)", list)).toEqual([...list].sort((left, right) => left - right));
        expect(run("UNIQUE(trigger)", list)).toEqual([...new Set(list)]);
        expect(run("REVERSE(REVERSE(trigger))", list)).toEqual(list);
        expect(run('SORT(trigger, "desc") = REVERSE(SORT(trigger))', list)).toBe(true);
        expect(run("MAX(trigger) = LAST(SORT(trigger))", list)).toBe(true);
        expect(run("COUNT(trigger)", list)).toBe(list.length);
        expect(run('COUNTIF(trigger, ">0") + COUNTIF(trigger, "<=0")', list)).toBe(list.length);
      }),
      { numRuns: 300 },
    );
  });
});
