import { describe, expect, it } from "vitest";
import { configOfRows, currentRows, rowsOfConfig } from "./named-values.ts";

describe("names with values", () => {
  it.each([[{ a: "1", b: "2" }], [[{ name: "a", value: "1" }, { name: "a" }]]])(
    "are rows, and the same again as config: %j",
    (config) => {
      expect(configOfRows(rowsOfConfig(config), config)).toEqual(config);
    },
  );

  it("keeps a row without a name on the screen only", () => {
    const rows = [
      { name: "a", value: "1" },
      { name: "", value: "2" },
    ];
    expect(configOfRows(rows, undefined)).toEqual({ a: "1" });
    expect(currentRows(rows, { a: "1" })).toBe(rows);
    expect(currentRows(rows, { b: "3" })).toEqual([{ name: "b", value: "3" }]);
  });
});
