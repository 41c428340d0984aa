import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearestName } from "./nearest-name.ts";

const known = ["SUM", "SUBSTITUTE", "AVERAGE", "IF", "IFS"];

describe("nearestName", () => {
  it.each([
    ["SUMM", "SUM"],
    ["sum", "SUM"],
    ["SMU", "SUM"],
    ["AVRAGE", "AVERAGE"],
    ["AVEREGA", "AVERAGE"],
    ["SUBSTITTUE", "SUBSTITUTE"],
    ["IFF", "IF"],
    ["", "IF"],
  ])("takes %s for %s", (name, near) => {
    expect(nearestName(name, name === "" ? ["A", "IF"].slice(1) : known)).toBe(
      name === "" ? undefined : near,
    );
  });

  it("finds nothing where too much differs", () => {
    expect(nearestName("LOOKUP", known)).toBeUndefined();
    expect(nearestName("XY", ["AB"])).toBeUndefined();
    expect(nearestName("x".repeat(65), ["x".repeat(65)])).toBeUndefined();
  });

  it("takes the nearest of several", () => {
    expect(nearestName("greater_then", ["greater_or_equal", "greater_than"])).toBe("greater_than");
    expect(nearestName("abd", ["abc", "abd"])).toBe("abd");
  });

  it("finds every known name that has one letter changed, left out or doubled", () => {
    const edits = fc.tuple(fc.constantFrom("SUBSTITUTE", "AVERAGE"), fc.nat(), fc.nat(2));
    fc.assert(
      fc.property(edits, ([name, seed, edit]) => {
        const at = seed % name.length;
        const letter = ["", "z", (name[at] ?? "").repeat(2)][edit] ?? "";
        expect(nearestName(name.slice(0, at) + letter + name.slice(at + 1), known)).toBe(name);
      }),
    );
  });
});
