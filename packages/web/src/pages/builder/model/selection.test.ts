import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { chosenSteps, nextInList, rangeBetween, toggled } from "./selection.ts";

const leaf = (id: string) => ({ id, type: "output", config: {} });
const definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    leaf("a"),
    {
      id: "b",
      type: "condition",
      config: {},
      branches: [
        { id: "yes", steps: [leaf("c"), leaf("d")] },
        { id: "no", steps: [leaf("e")] },
      ],
    },
    leaf("f"),
  ],
} as unknown as Definition;

const chosen = (selected: string | undefined, ...marked: string[]) =>
  chosenSteps({ definition, selected, marked: new Set(marked) }).map(({ id }) => id);

describe("the chosen steps", () => {
  it("are one, several in the order of the tree, or none", () => {
    expect(chosen("a")).toEqual(["a"]);
    expect(chosen("f", "f", "c", "a")).toEqual(["a", "c", "f"]);
    expect(chosen("$trigger")).toEqual([]);
    expect(chosen(undefined)).toEqual([]);
  });

  it("take along what is inside of them, once", () => {
    expect(chosen("b", "b", "c", "e")).toEqual(["b"]);
  });
});

describe("one more or one less", () => {
  it("begins with the one that is selected, unless that is the trigger", () => {
    expect(toggled({ definition, selected: "a", marked: new Set() }, "f")).toEqual(["a", "f"]);
    expect(toggled({ definition, selected: "$trigger", marked: new Set() }, "f")).toEqual(["f"]);
    expect(toggled({ definition, selected: "a", marked: new Set(["a", "f"]) }, "a")).toEqual(["f"]);
  });
});

describe("a range", () => {
  it.each([
    ["a", "f", ["a", "b", "f"]],
    ["f", "a", ["a", "b", "f"]],
    ["c", "d", ["c", "d"]],
    ["c", "e", ["b"]],
    ["a", "d", ["a", "b"]],
    ["d", "f", ["b", "f"]],
    ["a", "a", ["a"]],
    ["c", "b", ["b"]],
  ])("from %s to %s is in the innermost list that both are in", (from, to, range) => {
    expect(rangeBetween(definition, from, to)).toEqual(range);
  });

  it("is extended in the list, then to the step around it", () => {
    expect(nextInList(definition, "c", "down")).toBe("d");
    expect(nextInList(definition, "d", "down")).toBe("b");
    expect(nextInList(definition, "a", "up")).toBeUndefined();
  });
});
