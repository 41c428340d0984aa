import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json, JsonObject } from "../json.ts";
import { StepError } from "../step-error.ts";
import { compileCondition } from "./compile.ts";
import { operators } from "./operators.ts";
import { check, leaf, no, scope, t, yes } from "./sample-conditions.ts";
import { operatorNames } from "./operators.ts";
import { shortForms } from "./short-forms.ts";

const fails = leaf("a", "greater_than", 1);

describe("a group", () => {
  it.each<[Json, boolean]>([
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ none: [] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ none: [no, yes] }, false],
    [{ none: [no, no] }, true],
    [{ all: [no, fails] }, false],
    [{ any: [yes, fails] }, true],
    [{ none: [yes, fails] }, false],
  ])("%j is %s", (tree, outcome) => expect(check(tree)).toBe(outcome));

  it("is what its tree says, for any tree", () => {
    const { tree } = fc.letrec<{ tree: JsonObject }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom(yes, no),
        fc.record({ all: fc.array(tie("tree"), { maxLength: 4 }) }),
        fc.record({ any: fc.array(tie("tree"), { maxLength: 4 }) }),
        fc.record({ none: fc.array(tie("tree"), { maxLength: 4 }) }),
      ),
    }));
    const obvious = (tree: JsonObject): boolean => {
      const inner = (key: string) => (tree[key] as readonly JsonObject[]).map(obvious);
      if (tree["all"]) return !inner("all").includes(false);
      if (tree["any"]) return inner("any").includes(true);
      if (tree["none"]) return !inner("none").includes(true);
      return tree === yes || tree["right"] === 1;
    };
    const deepest = (tree: JsonObject): number =>
      Math.max(
        0,
        ...Object.values(tree)
          .filter(Array.isArray)
          .flat()
          .map(deepest)
          .map((n) => n + 1),
      );
    fc.assert(
      fc.property(tree, (tree) => {
        fc.pre(deepest(tree) <= 16);
        expect(check(tree)).toBe(obvious(tree));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("compiling a condition", () => {
  const form =
    'a condition is {"all": […]}, {"any": […]}, {"none": […]} or {"left": …, "operator": …, "right": …}';

  it.each<[Json, readonly PropertyKey[], string]>([
    [5, [], form],
    [null, [], form],
    [{}, [], form],
    [[yes], [], form],
    [{ all: yes }, ["all"], "all is a list of conditions"],
    [{ all: [], any: [] }, [], "all stands alone in its group"],
    [{ all: [yes, { any: [3] }] }, ["all", 1, "any", 0], form],
    [{ operator: "equals", right: 1 }, [], form],
    [{ left: 1 }, ["operator"], "the operator is missing"],
    [
      leaf(1, "greater_then", 1),
      ["operator"],
      "there is no operator greater_then; did you mean greater_than?",
    ],
    ...Object.entries({
      ">": "greater_than",
      gt: "greater_than",
      "<=": "less_or_equal",
      eq: "equals",
      "==": "equals",
      "!=": "not_equals",
      IN: "is_one_of",
    }).map(([short, name]): [Json, readonly PropertyKey[], string] => [
      leaf(1, short, 1),
      ["operator"],
      `there is no operator ${short}; did you mean ${name}?`,
    ]),
    [leaf(1, "constructor", 1), ["operator"], "there is no operator constructor"],
    [leaf(1, "equals"), ["right"], "equals needs right"],
    [leaf(1, "exists", 1), ["right"], "exists takes no right"],
    [{ ...leaf(1, "equals", 1), extra: 1 }, ["extra"], "equals takes no extra"],
    [{ ...leaf(1, "equals", 1), where: yes }, ["where"], "equals takes no where"],
    [leaf([1], "any_item"), ["where"], "any_item needs where"],
    [{ left: [1], operator: "any_item", where: 5 }, ["where"], form],
    [
      leaf("{{ trigger.a", "equals", 1),
      ["left"],
      "}} is expected here: a template names a variable and perhaps a default; calculate with a formula (at character 13)",
    ],
    [
      leaf(1, "equals", ["{{ oops }}"]),
      ["right"],
      expect.stringContaining("(at character 4)") as string,
    ],
    [
      leaf(t("a"), "matches", "("),
      ["right"],
      "the pattern is not valid: error parsing regexp: missing closing ): `(`",
    ],
    [
      leaf(t("a"), "between", [1]),
      ["right"],
      "the right side is list; a list of two values is needed",
    ],
    [
      leaf(t("a"), "between", [1, null]),
      ["right"],
      "the right side is nothing; a number, a text or a date is needed",
    ],
    [
      leaf(t("a"), "between", [1, 2, 3]),
      ["right"],
      "the right side is list; a list of two values is needed",
    ],
    [leaf(t("a"), "is_one_of", 1), ["right"], "the right side is number; a list is needed"],
    [
      leaf(t("a"), "within_last", 5),
      ["right"],
      "the right side is number; a duration such as {amount: 7, unit: days} is needed",
    ],
    [
      leaf(t("a"), "within_last", { amount: -1, unit: "days" }),
      ["right"],
      "the amount is number; a number from 0 is needed",
    ],
    [
      leaf(t("a"), "within_last", { amount: 1, unit: "eons" }),
      ["right"],
      "the unit must be one of milliseconds, seconds, minutes, hours, days, weeks",
    ],
    [
      leaf(t("a"), "changed_from_to", 1),
      ["right"],
      "the right side is number; a list of two values is needed",
    ],
    ...["{{ steps.a }}", "trigger.a", "a {{ trigger.a }}", '{{ trigger.a ?? "x" }}', 5].map(
      (left): [Json, readonly PropertyKey[], string] => [
        leaf(left, "changed"),
        ["left"],
        "changed needs one variable of the trigger on its left side, as {{ trigger.status }}",
      ],
    ),
  ])("%j is refused at %j: %s", (tree, path, message) =>
    expect(compileCondition(tree)).toEqual({ ok: false, issues: [{ path, message }] }),
  );

  it("names all that is wrong", () => {
    const compiled = compileCondition({ all: [leaf(1, "nope", 1), leaf(1, "equals")] });
    expect(compiled.ok ? [] : compiled.issues.map(({ path }) => path)).toEqual([
      ["all", 0, "operator"],
      ["all", 1, "right"],
    ]);
  });

  it("refuses a tree that is too deep or too large", () => {
    const nested = (depth: number): Json => (depth === 0 ? yes : { any: [nested(depth - 1)] });
    expect(compileCondition(nested(16)).ok).toBe(true);
    expect(compileCondition(nested(17))).toMatchObject({
      issues: [{ message: "a condition is nested at most 16 deep" }],
    });
    expect(compileCondition({ all: Array(500).fill(yes) as Json[] }).ok).toBe(true);
    expect(compileCondition({ all: Array(600).fill(yes) as Json[] })).toMatchObject({
      issues: [{ path: ["all", 500], message: "a condition has at most 500 comparisons" }],
    });
  });

  it("never throws, whatever the JSON", () => {
    const words = fc.constantFrom(
      "left",
      "right",
      "operator",
      "where",
      "all",
      "any",
      "none",
      "__proto__",
    );
    const values = fc.constantFrom<Json>(
      "{{ trigger.a }}",
      "{{",
      1,
      null,
      [1, 2],
      "equals",
      "changed",
    );
    const leaves = fc.record(
      {
        left: values,
        operator: fc.constantFrom(...operators.map(({ name }) => name)),
        right: values,
        where: values,
      },
      { requiredKeys: ["left", "operator"] },
    );
    const any = fc.oneof(
      fc.jsonValue(),
      leaves,
      fc.dictionary(words, fc.oneof(values, fc.array(leaves))),
    );
    fc.assert(
      fc.property(any, (tree) => {
        expect(["refused", "boolean", "step_error"]).toContain(outcomeOf(tree as Json));
      }),
      { numRuns: 3000 },
    );
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it("reads a value of a prototype nowhere", () => {
    for (const path of [
      "__proto__",
      "constructor",
      "text.length",
      "list.length",
      "object.toString",
    ])
      expect(check(leaf(`{{ trigger.${path} }}`, "is_not_empty"))).toBe(false);
  });
});

function outcomeOf(tree: Json): string {
  const compiled = compileCondition(tree);
  if (!compiled.ok) return compiled.issues.length > 0 ? "refused" : "refused without an issue";
  try {
    return typeof compiled.expression.evaluate(scope);
  } catch (error) {
    return error instanceof StepError ? "step_error" : String(error);
  }
}

describe("a short form", () => {
  it("stands for an operator that there is", () => {
    for (const name of shortForms.values()) expect(operatorNames).toContain(name);
  });
});
