import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freePath, slugOf } from "./file-name.ts";

describe("the name of a new file", () => {
  it.each([
    ["Large payments", "large-payments"],
    ["Größere Zahlungen!", "grossere-zahlungen"],
    ["  ../../etc/passwd", "etc-passwd"],
    ["注文", "注文"],
    ["주문", "주문"],
    ["!!!", "workflow"],
  ])("of “%s” is %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it("of any workflow is a plain file name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1 }), (name) => {
        expect(freePath(name, new Set())).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}-]*\.flow\.yaml$/u);
        expect(Array.from(slugOf(name)).length).toBeLessThanOrEqual(60);
      }),
    );
  });

  it("that is taken gets a number", () => {
    const taken = new Set(["a-b.flow.yaml", "a-b-2.flow.yaml"]);
    expect(freePath("A b", taken)).toBe("a-b-3.flow.yaml");
  });
});
