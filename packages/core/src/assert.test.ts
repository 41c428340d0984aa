import { describe, expect, it } from "vitest";
import { assert, InvariantError, required, unreachable } from "./assert.ts";

describe("an invariant", () => {
  it("that holds is silent", () => {
    expect(() => assert(true, "fine")).not.toThrow();
    expect(required(0, "there")).toBe(0);
  });

  it("that is broken throws its message", () => {
    expect(() => assert(false, "broken")).toThrow(new InvariantError("broken"));
    expect(() => required(undefined, "missing")).toThrow(new InvariantError("missing"));
    expect(() => required(null, "missing")).toThrow(InvariantError);
    expect(() => unreachable({ kind: "new" } as never)).toThrow('unexpected case: {"kind":"new"}');
  });
});
