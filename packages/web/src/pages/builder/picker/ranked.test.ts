import { describe, expect, it } from "vitest";
import { ranked } from "./ranked.ts";

const items = [
  { title: "HTTP request", words: "http call web address api" },
  { title: "Condition", words: "a condition if branch" },
  { title: "Send email", words: "email mail smtp" },
  { title: "Switch", words: "switch case several" },
];
const found = (search: string): readonly string[] =>
  ranked(items, search).map(({ title }) => title);

describe("search in pickers", () => {
  it.each([
    ["", ["HTTP request", "Condition", "Send email", "Switch"]],
    ["cond", ["Condition"]],
    ["mail", ["Send email"]],
    ["request", ["HTTP request"]],
    ["if", ["Condition"]],
    ["condtion", ["Condition"]],
    ["swicth", ["Switch"]],
    ["zzzz", []],
    ["ab initio", []],
  ])("%s finds %j", (search, expected) => {
    expect(found(search)).toEqual(expected);
  });

  it("puts names before other words", () => {
    expect(
      ranked(
        [
          { title: "Other", words: "send" },
          { title: "Send", words: "" },
        ],
        "send",
      )[0]?.title,
    ).toBe("Send");
  });
});
