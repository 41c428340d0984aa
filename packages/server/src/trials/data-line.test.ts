import { expect, it } from "vitest";
import { dataLine } from "./data-line.ts";

it("shows the body of a request, and else all data, cut", () => {
  expect(dataLine({ query: {}, headers: { a: "b" }, body: { amount: 100 } })).toBe(
    '{"amount":100}',
  );
  expect(dataLine({ body: { amount: 100 } })).toBe('{"body":{"amount":100}}');
  expect(dataLine("x".repeat(1000))).toHaveLength(300);
});
