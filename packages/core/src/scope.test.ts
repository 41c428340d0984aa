import { describe, expect, it } from "vitest";
import { sampleScope } from "./formula/sample-scope.ts";
import type { Json } from "./json.ts";
import type { Path } from "./path.ts";
import { compileReference, type RootName, rootNames } from "./scope.ts";

const scope = sampleScope({
  now: 1_798_759_800_000,
  trigger: { body: { amount: 5, deep: { er: 1 } }, list: [{ a: 1 }, { a: 2 }], text: "x" },
  event: { id: "evt_1" },
  run: { id: "run_1" },
  workflow: { name: "W" },
  env: { key: "value" },
  previous: { status: "old" },
  item: 7,
  steps: { one: { out: [1, 2] }, two: 3 },
  enclosing: (id) => (id === "each" ? { item: "i" } : undefined),
  variable: (name) => (name === "total" ? 10 : undefined),
});

describe("a variable", () => {
  it.each([
    ["trigger", [], scope.trigger],
    ["trigger", ["text"], "x"],
    ["trigger", ["text", "length"], undefined],
    ["trigger", ["toString"], undefined],
    ["trigger", ["body", "amount"], 5],
    ["trigger", ["body", "toString"], undefined],
    ["trigger", ["body", "deep", "er"], 1],
    ["trigger", ["list", "a"], [1, 2]],
    ["trigger", ["list", 1], { a: 2 }],
    ["trigger", [0], undefined],
    ["item", ["a"], undefined],
    ["item", [], 7],
    ["event", ["id"], "evt_1"],
    ["run", ["id"], "run_1"],
    ["workflow", ["name"], "W"],
    ["env", ["key"], "value"],
    ["previous", ["status"], "old"],
    ["steps", [], undefined],
    ["steps", ["two"], 3],
    ["steps", ["one", "out", 1], 2],
    ["steps", ["none", "out"], undefined],
    ["scopes", ["each", "item"], "i"],
    ["scopes", ["other", "item"], undefined],
    ["vars", ["total"], 10],
    ["vars", [], undefined],
    ["secrets", ["key"], undefined],
    ["now", [], "2026-12-31T23:30:00.000Z"],
    ["today", [], "2027-01-01"],
    ["ranges", ["tomorrow", "start"], "2027-01-01T23:00:00.000Z"],
    ["ranges", ["no_such_range", "start"], undefined],
  ] satisfies [RootName, Path, Json | undefined][])("%s %j is %j", (root, path, expected) => {
    expect(compileReference(root, path)(scope)).toEqual(expected);
  });

  it("with a field of a value that is a list reads that of its items", () => {
    const list = { ...scope, trigger: [{ a: { b: 1 } }, { a: { b: 2 } }] };
    expect(compileReference("trigger", ["a"])(list)).toEqual([{ b: 1 }, { b: 2 }]);
    expect(compileReference("trigger", ["a", "b"])(list)).toEqual([1, 2]);
  });

  it("of an event that is no update has no previous values", () => {
    expect(compileReference("previous", ["a"])(sampleScope())).toBeUndefined();
  });

  it("can be read at every root", () => {
    for (const root of rootNames) expect(compileReference(root, ["a"])).toBeTypeOf("function");
  });
});
