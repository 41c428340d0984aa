import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check, count, look, met, trigger } from "../checker/sample-check.suite.ts";
import { registry } from "../checker/sample-registry.suite.ts";
import type { Definition, StepDefinition } from "../definition.ts";
import { definitionWith } from "../edit/sample-definition.suite.ts";
import { walkSteps } from "../edit/tree.ts";
import type { Json, JsonObject } from "../json.ts";
import type { Variable } from "./variable.ts";
import { variablesAt, type VariablePlace } from "./variables-at.ts";

/*
 * What is offered is what the checker accepts, and nothing else: at every place of any definition,
 * asked of the checker by a step that is put there.
 */

type Shape = "count" | "look" | "declare" | "gate" | "send" | "decide" | "both" | "repeat";

interface Tree {
  readonly shape: Shape;
  readonly name: "a" | "b";
  readonly onError: "fail" | "continue" | "branch";
  readonly lists: readonly (readonly Tree[])[];
}

const shapes: readonly Shape[] = ["count", "look", "declare", "gate", "send"];
const branching: readonly Shape[] = ["decide", "both", "repeat"];

function treeOf(depth: number): fc.Arbitrary<Tree> {
  const list = depth === 0 ? fc.constant([]) : fc.array(treeOf(depth - 1), { maxLength: 3 });
  return fc.record({
    shape: fc.constantFrom(...shapes, ...(depth === 0 ? [] : branching)),
    name: fc.constantFrom("a", "b"),
    onError: fc.constantFrom("fail", "fail", "continue", "branch"),
    lists: fc.tuple(list, list, list),
  });
}

const branchIds: Readonly<Partial<Record<Shape, readonly string[]>>> = {
  decide: ["yes", "no"],
  both: ["left", "right"],
  repeat: ["body"],
};

function configOf({ shape, name }: Tree): JsonObject {
  switch (shape) {
    case "count":
      return { value: 1 };
    case "look":
      return { at: "{{ trigger.lines }}" };
    case "declare":
      return { name, value: name === "a" ? 1 : { deep: "x" } };
    case "send":
      return { to: "x" };
    case "repeat":
      return { over: "{{ trigger.lines }}" };
    case "both":
      return {};
    default:
      return { if: met };
  }
}

const anyWorkflow = fc.array(treeOf(2), { minLength: 1, maxLength: 4 }).map((trees) => {
  let made = 0;
  const stepOf = (tree: Tree): Json => {
    made += 1;
    const id = `s${made}`;
    const { shape, onError, lists } = tree;
    const ids = [...(branchIds[shape] ?? []), ...(onError === "branch" ? ["error"] : [])];
    const branches = ids.map((branch, index) => ({
      id: branch,
      steps: (lists[index] ?? []).map(stepOf),
    }));
    return { id, type: shape, config: configOf(tree), onError, branches };
  };
  return definitionWith({ trigger, steps: trees.map(stepOf) });
});

interface Spot {
  readonly at: VariablePlace;
  readonly list: StepDefinition[];
  readonly index: number;
}

/** Every place where a step can be put. */
function spotsOf(definition: Definition): readonly Spot[] {
  const inList = (list: StepDefinition[], end: VariablePlace): readonly Spot[] => [
    ...list.map(({ id }, index) => ({ at: { stepId: id }, list, index })),
    { at: end, list, index: list.length },
  ];
  const below = [...walkSteps(definition)].flatMap(({ step }) =>
    (step.branches ?? []).flatMap(({ id, steps }) =>
      inList(steps, { stepId: step.id, branchId: id }),
    ),
  );
  return [...inList(definition.steps, "end"), ...below];
}

/** The texts that the checker has something against, where a step reads them at the spot. */
function refused({ list, index }: Spot, definition: Definition, texts: readonly string[]) {
  const probes = texts.map((text, number) => look(`probe_${number}`, text));
  const written = definitionWith({ trigger, steps: probes }).steps;
  list.splice(index, 0, ...written);
  const findings = check({ ...(definition as unknown as JsonObject) });
  list.splice(index, written.length);
  const ids = new Set(findings.map(({ stepId }) => stepId));
  return texts.filter((_text, number) => ids.has(`probe_${number}`));
}

function flat(variables: readonly Variable[]): readonly Variable[] {
  return variables.flatMap((one) => [one, ...flat(one.children ?? [])]);
}

const withDefault = (path: string): string => `{{ ${path} ?? null }}`;
const bare = (path: string): string => `{{ ${path} }}`;

const anySpot = fc.tuple(anyWorkflow, fc.nat()).map(([definition, number]) => {
  const spots = spotsOf(definition);
  return { definition, spot: spots[number % spots.length] as Spot };
});

const others = ["vars.a", "vars.b", "vars.c", "item", "previous", "trigger", "steps", "vars"];

describe("at any place of any workflow", () => {
  it("the checker accepts what is offered: certain as it is, the rest with a default", () => {
    fc.assert(
      fc.property(anySpot, ({ definition, spot }) => {
        const offered = flat(variablesAt(definition, registry, { at: spot.at }) ?? []);
        const certain = offered.filter(({ isCertain }) => isCertain).map(({ path }) => path);
        const possible = offered.filter(({ isCertain }) => !isCertain).map(({ path }) => path);
        expect(refused(spot, definition, certain.map(bare))).toEqual([]);
        expect(refused(spot, definition, possible.map(withDefault))).toEqual([]);
        expect(refused(spot, definition, possible.map(bare))).toEqual(possible.map(bare));
      }),
      { numRuns: 150 },
    );
  });

  it("the checker accepts nothing that is not offered", () => {
    fc.assert(
      fc.property(anySpot, ({ definition, spot }) => {
        const offered = flat(variablesAt(definition, registry, { at: spot.at }) ?? []);
        const paths = new Set(offered.map(({ path }) => path));
        const ids = [...walkSteps(definition)].map(({ step }) => step.id);
        const closed = closedOnly(offered);
        const all = [
          ...ids.flatMap((id) => [`steps.${id}`, `scopes.${id}`]),
          ...others,
          ...closed.map(({ path }) => `${path}.nothing`),
        ].filter((path) => !paths.has(path));
        expect(refused(spot, definition, all.map(withDefault))).toEqual(all.map(withDefault));
      }),
      { numRuns: 150 },
    );
  });

  it("the tree is the same each time", () => {
    fc.assert(
      fc.property(anySpot, ({ definition, spot: { at } }) => {
        const again = structuredClone(definition);
        expect(variablesAt(again, registry, { at })).toEqual(
          variablesAt(definition, registry, { at }),
        );
      }),
      { numRuns: 50 },
    );
  });
});

/** Without objects that may have any field. */
function closedOnly(offered: readonly Variable[]): readonly Variable[] {
  const open = offered.filter(({ step }) => step?.type === "both").map(({ path }) => path);
  return offered.filter(({ kind, root, path }) => {
    const isOpen = open.some((one) => path === one || path.startsWith(`${one}.`));
    return kind === "object" && root !== "env" && root !== "previous" && !isOpen;
  });
}

describe("the sample steps", () => {
  it("are valid, so that a finding is the probe's", () => {
    expect(check({ steps: [count("a", 1), look("b", 1)] })).toEqual([]);
  });
});
