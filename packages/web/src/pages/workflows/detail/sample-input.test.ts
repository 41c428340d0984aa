import { describe, expect, it } from "vitest";
import { inputOf, sampleInput } from "./sample-input.ts";

describe("input by hand", () => {
  it("begins with all that the trigger declares", () => {
    const inputs = [{ name: "customer" }, { name: "amount", type: "number" }];
    expect(sampleInput({ type: "manual", config: { inputs } })).toEqual({
      customer: "",
      amount: 0,
    });
    expect(sampleInput({ type: "manual", config: {} })).toEqual({});
  });

  it("is JSON, or nothing at all", () => {
    expect(inputOf(" ")).toEqual({});
    expect(inputOf('{"a":1}')).toEqual({ a: 1 });
    expect(inputOf("{a}")).toBeUndefined();
  });
});
