import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Json } from "../json.ts";
import { type Path } from "../path.ts";
import { parseTemplateText, textOf } from "../template.ts";
import { renameReferences } from "./rename-references.ts";

const toNew = new Map([["old", "new"]]);

describe("references to a renamed step", () => {
  it.each<[Json, Json]>([
    ["{{ steps.old }}", "{{ steps.new }}"],
    ["{{ steps.old.x ?? 1 }}", "{{ steps.new.x ?? 1 }}"],
    ["{{ scopes.old.item }}", "{{ scopes.new.item }}"],
    ['{{ steps["old"].x }}', '{{ steps["new"].x }}'],
    ['{{ steps[ "old" ] }}', '{{ steps[ "new" ] }}'],
    ["steps.old*2-steps.old", "steps.new*2-steps.new"],
    ["SUM(steps.old,1)", "SUM(steps.new,1)"],
    ["{{ steps.older }} {{ steps.old_2 }}", "{{ steps.older }} {{ steps.old_2 }}"],
    ["{{ trigger.steps.old }}", "{{ trigger.steps.old }}"],
    ["{{ steps.x.steps.old }}", "{{ steps.x.steps.old }}"],
    ["{{ mysteps.old }}", "{{ mysteps.old }}"],
    [{ "steps.old": ["{{ steps.old }}", 1, null] }, { "steps.old": ["{{ steps.new }}", 1, null] }],
  ])("%j becomes %j", (given, expected) => {
    expect(renameReferences(given, toNew)).toEqual(expected);
  });

  it("follow several at once, also where they take each other's names", () => {
    const swapped = new Map([
      ["a", "b"],
      ["b", "a"],
    ]);
    const given = { x: ["{{ steps.a }} {{ scopes.b.item }}", 'steps["b"] + steps.c'] };
    expect(renameReferences(given, swapped)).toEqual({
      x: ["{{ steps.b }} {{ scopes.a.item }}", 'steps["a"] + steps.c'],
    });
  });

  it("are exactly those that a template reads", () => {
    const name = fc.constantFrom("old", "older", "steps", "x");
    const reference = fc
      .tuple(
        fc.constantFrom("steps", "scopes", "trigger", "vars"),
        fc.array(name, { maxLength: 4 }),
        fc.boolean(),
      )
      .map(
        ([root, path, isBracket]) =>
          `{{ ${root}${path.map((key) => (isBracket ? `["${key}"]` : `.${key}`)).join("")} }}`,
      );
    fc.assert(
      fc.property(fc.array(reference, { maxLength: 4 }), (references) => {
        const text = references.join(" ");
        const expected = pathsIn(text).map(([root, first, ...rest]) =>
          (root === "steps" || root === "scopes") && first === "old"
            ? [root, "new", ...rest]
            : [root, ...(first === undefined ? [] : [first]), ...rest],
        );
        expect(pathsIn(textOf(renameReferences(text, toNew)))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });
});

function pathsIn(text: string): readonly Path[] {
  const parsed = parseTemplateText(text);
  return parsed.ok ? parsed.expression.references.map(({ root, path }) => [root, ...path]) : [];
}
