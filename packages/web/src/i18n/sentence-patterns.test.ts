import fc from "fast-check";
import { expect, it } from "vitest";
import { sentenceReader } from "./sentence-patterns.ts";

const read = sentenceReader(
  new Map([
    ["there is no step “<id>”", "Schritt „<id>“ fehlt"],
    ["<a> and <b> and <c> and <d> and <e> meet", "<e>, <d>, <c>, <b>, <a>"],
    ["<a><b>!", "<b>|<a>"],
    ["in <place>: <=what>", "<what> (<place>)"],
    ["good", "gut"],
  ]),
);

it("keeps what is the person's own, and reads sentences in sentences", () => {
  expect(read("there is no step “a”b”")).toBe("Schritt „a”b“ fehlt");
  expect(read("in x: in y: good")).toBe("gut (y) (x)");
  expect(read("in x: bad")).toBeUndefined();
  expect(read("1 and 2 and 3 and 4 and 5 and 6 meet")).toBe("5 and 6, 4, 3, 2, 1");
  expect(read("ab!")).toBe("b|a");
});

it("a part is never empty", () => {
  for (const text of ["there is no step “”", "a!", " and 2 and 3 and 4 and 5 meet"])
    expect(read(text)).toBeUndefined();
});

it("law: fits what a pattern with parts as short as can be fits", () => {
  const word = fc.constantFrom("a", " and ", " meet", "!");
  const shape = /^(.+?) and (.+?) and (.+?) and (.+?) and (.+?) meet$/;
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const text = words.join("");
      const expected = shape.exec(text)?.slice(1).toReversed().join(", ");
      if (expected !== undefined) expect(read(text)).toBe(expected);
    }),
  );
});

it("is quick with a text that is made to stall it", () => {
  const startedMs = performance.now();
  expect(read(`${"x and ".repeat(20_000)}nobody`)).toBeUndefined();
  expect(read("in x: ".repeat(20_000))).toBeUndefined();
  expect(performance.now() - startedMs).toBeLessThan(500);
});
