import { describe, expect, it } from "vitest";
import type { Json } from "./json.ts";
import { typeOfSample } from "./sample-type.ts";
import { describeType, typeAt } from "./type.ts";

describe("the type of a sample", () => {
  it.each<[Json, string]>([
    [1, "number"],
    ["x", "text"],
    [null, "anything"],
    [[], "list"],
    [[null], "list"],
    [[1, null], "list of number"],
    [[1, "x", null], "list of number or text"],
  ])("%j stands for %s", (sample, words) => {
    expect(describeType(typeOfSample(sample))).toBe(words);
  });

  it("says nothing of a field that is null in it", () => {
    const type = typeOfSample({ note: null, lines: [{ price: 1, tax: null }] });
    expect(typeAt(type, ["note", "any", "thing"])).toMatchObject({ found: true });
    expect(typeAt(type, ["lines", "tax", "rate"])).toMatchObject({ found: true });
    expect(typeAt(type, ["lines", "prize"])).toMatchObject({
      found: false,
      known: ["price", "tax"],
    });
  });

  it("is found in a time that grows with the sample, not with its square", () => {
    const shapes = Array.from({ length: 5000 }, (_, index) => ({ [`field${index}`]: index }));
    const start = performance.now();
    expect(typeAt(typeOfSample(shapes), ["field4999"])).toMatchObject({ found: true });
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
