import type { Definition, StepDefinition } from "@stepwell/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { endId, type LayoutNode, layOut, type LineGoal, sizes } from "./layout.ts";

function definitionOf(steps: readonly StepDefinition[]): Definition {
  return {
    format: "stepwell/v1",
    name: "x",
    trigger: { type: "manual", config: {} },
    steps: [...steps],
  };
}

type Shape = readonly (readonly Shape[])[];

/** Steps by their branches alone; ids count up. */
function stepsOf(shape: Shape, counter = { count: 0 }): StepDefinition[] {
  return shape.map((branches) => ({
    id: `s${(counter.count += 1)}`,
    type: "x",
    config: {},
    ...(branches.length > 0 && {
      branches: branches.map((inner, index) => ({
        id: `b${index}`,
        steps: stepsOf(inner, counter),
      })),
    }),
  }));
}

const shapeOf = fc.memo((depth): fc.Arbitrary<Shape> =>
  depth <= 1
    ? fc.constant([])
    : fc.array(fc.array(shapeOf(depth - 1), { maxLength: 3 }), { maxLength: 4 }),
);

const boxOf = (node: LayoutNode) => {
  const { width, height } =
    node.kind === "slot" ? sizes.slot : node.kind === "end" ? sizes.end : sizes.node;
  return { left: node.x, right: node.x + width, top: node.y, bottom: node.y + height };
};

describe("layout", () => {
  it("law: no two nodes touch, all are inside, and every place has its plus or slot", () => {
    fc.assert(
      fc.property(shapeOf(4), (tree) => {
        const steps = stepsOf(tree);
        const layout = layOut(definitionOf(steps), new Set());
        const boxes = layout.nodes.map(boxOf);
        for (const [index, one] of boxes.entries()) {
          expect(one.left).toBeGreaterThanOrEqual(-0.5);
          expect(one.right).toBeLessThanOrEqual(layout.width + 0.5);
          expect(one.bottom).toBeLessThanOrEqual(layout.height);
          for (const other of boxes.slice(index + 1)) {
            const isApart =
              one.right <= other.left ||
              other.right <= one.left ||
              one.bottom <= other.top ||
              other.bottom <= one.top;
            expect(isApart).toBe(true);
          }
        }
        const slots = layout.nodes.filter(({ kind }) => kind === "slot").length;
        expect(layout.pluses.length + slots).toBe(placesIn(steps));
      }),
    );
  });

  it("law: one line leads to each node of a list, and one into and out of each branch", () => {
    fc.assert(
      fc.property(shapeOf(4), (tree) => {
        const steps = stepsOf(tree);
        const { lines } = layOut(definitionOf(steps), new Set());
        expect(lines.map(({ leads }) => nameOf(leads)).toSorted()).toEqual(
          [...steps.map(({ id }) => id), endId, ...innerGoals(steps)].toSorted(),
        );
      }),
    );
  });

  it("leaves out what is inside a collapsed step, and counts it", () => {
    const steps = stepsOf([[[[], []], [[]]]]);
    const layout = layOut(definitionOf(steps), new Set(["s1"]));
    const nodes = layout.nodes.filter((node) => node.kind === "step");
    expect(nodes.map(({ id, innerCount }) => [id, innerCount])).toEqual([["s1", 3]]);
    expect(layout.labels).toEqual([]);
  });

  it("lays out 2,000 steps within the budget", () => {
    const flat: Shape = Array.from({ length: 200 }, () => [Array.from({ length: 9 }, () => [])]);
    const definition = definitionOf(stepsOf(flat));
    const startedAt = performance.now();
    const { nodes } = layOut(definition, new Set());
    expect(nodes.length).toBeGreaterThan(2000);
    expect(performance.now() - startedAt).toBeLessThan(60);
  });
});

/** Each list has one place more than it has steps. */
function placesIn(steps: readonly StepDefinition[]): number {
  const inner = steps.flatMap(({ branches = [] }) =>
    branches.map((branch) => placesIn(branch.steps)),
  );
  return steps.length + 1 + inner.reduce((sum, count) => sum + count, 0);
}

const nameOf = (goal: LineGoal): string =>
  goal.to === "node" ? goal.id : `${goal.to} ${goal.stepId}/${goal.branchId}`;

/** The first step of a branch is reached by the line into it. */
function innerGoals(steps: readonly StepDefinition[]): readonly string[] {
  return steps.flatMap(({ id, branches = [] }) =>
    branches.flatMap((branch) => [
      `branch ${id}/${branch.id}`,
      `join ${id}/${branch.id}`,
      ...branch.steps.slice(1).map((step) => step.id),
      ...innerGoals(branch.steps),
    ]),
  );
}
