import { describe, expect, it } from "vitest";
import type { JsonSchema } from "../../../../api/catalog.ts";
import { asVariant, variantIndex, variantTitle } from "./variant.ts";

const form = (engine: string, more: string): JsonSchema => ({
  type: "object",
  properties: { engine: { const: engine }, [more]: { type: "string" }, both: { type: "string" } },
  required: ["engine", more],
});
const forms = [form("formula", "expression"), form("math_js", "text")];
const bare: readonly JsonSchema[] = [
  { type: "object", properties: { for: { type: "string" } }, required: ["for"] },
  { type: "object", properties: { until: { type: "string" } }, required: ["until"] },
];

describe("one of several forms", () => {
  it("is told by a constant, or by the field that only it has", () => {
    expect(variantIndex(forms, { engine: "math_js" })).toBe(1);
    expect(variantIndex(bare, { until: "x" })).toBe(1);
    expect(variantIndex(forms, {})).toBe(-1);
  });

  it("is called by what tells it", () => {
    expect(forms.map(variantTitle)).toEqual(["Formula", "Math js"]);
    expect(bare.map(variantTitle)).toEqual(["For", "Until"]);
  });

  it("keeps what both forms have when it becomes another", () => {
    const value = { engine: "formula", expression: "1", both: "b" };
    expect(asVariant(forms[1] ?? {}, value)).toEqual({ engine: "math_js", both: "b" });
    expect(asVariant(bare[1] ?? {}, { for: "x" })).toEqual({ until: "" });
  });
});
