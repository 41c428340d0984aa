import { describe, expect, it } from "vitest";
import { fieldPathOf } from "./field-path.ts";
import { readAt, setAt } from "./set-at.ts";

describe("a change of a config", () => {
  it.each([
    [["a"], 2, { a: 2, list: [{ b: 1 }] }],
    [["list", 0, "b"], 5, { a: 1, list: [{ b: 5 }] }],
    [["new", "deep"], "x", { a: 1, list: [{ b: 1 }], new: { deep: "x" } }],
    [["a"], undefined, { list: [{ b: 1 }] }],
  ])("sets %j to %j and leaves the rest", (path, value, expected) => {
    expect(setAt({ a: 1, list: [{ b: 1 }] }, path, value)).toEqual(expected);
  });

  it("is read where it was set", () => {
    expect(readAt(setAt({}, ["a", "b"], true), ["a", "b"])).toBe(true);
  });
});

describe("the field of a finding", () => {
  it.each([
    ["steps.0.config.url", "url"],
    ["steps.0.branches.1.steps.2.config.headers.x", "headers.x"],
    ["steps.3.branches.0.when.all.0", "branches.0.when.all.0"],
    ["trigger.config.auth", "auth"],
    ["trigger.when", "when"],
    ["steps.0", ""],
  ])("%s is %s", (path, field) => {
    expect(fieldPathOf(path)).toBe(field);
  });
});
