import { describe, expect, it } from "vitest";
import { stepSummary, triggerSummary } from "./step-summary.ts";
import type { SummaryWords } from "./value-text.ts";

const words: SummaryWords = {
  duration: (amount, unit) => `${amount} ${unit}`,
  operator: (name) => (name === "greater_than" ? ">" : name),
  choice: (id) => `<${id}>`,
  fields: (count) => `${count} fields`,
  items: (count) => `${count} items`,
  branches: (count) => `${count} branches`,
};

const step = (type: string, config: Record<string, unknown>, branches: string[] = []): string =>
  stepSummary({ type, config, branches: branches.map((id) => ({ id })) }, words);

describe("the summary of a step", () => {
  it("says what an answer holds, not its JSON", () => {
    expect(step("respond", { body: { a: 1, b: 2, c: 3 } })).toBe("200 · 3 fields");
    expect(step("respond", { status: 404, body: "not here" })).toBe("404 · not here");
    expect(step("respond", { status: 201, body: [{}, {}] })).toBe("201 · 2 items");
    expect(step("output", { value: "{{ vars.total }}" })).toBe("total");
  });

  it("tells defaults where they are what is done", () => {
    expect(step("http", { url: "https://example.com/{{ trigger.id }}" })).toBe(
      "GET · https://example.com/id",
    );
    expect(step("end", {})).toBe("<succeed>");
  });

  it("counts the branches that are taken, not the one for errors", () => {
    expect(step("switch", {}, ["first", "otherwise", "error"])).toBe("2 branches");
    expect(step("parallel", { mode: "race" }, ["a", "b"])).toBe("2 branches · <race>");
  });

  it("tells the first comparison of a condition, and that there are more", () => {
    const left = { left: "{{ trigger.body.amount }}", operator: "greater_than", right: 100 };
    expect(step("condition", { if: left })).toBe("body.amount > 100");
    expect(step("condition", { if: { all: [left, left] } })).toBe("body.amount > 100 …");
    expect(step("condition", { mode: "branches", if: { all: [] } })).toBe("");
    const empty = { left: "", operator: "equals", right: "" };
    expect(step("condition", { if: { all: [empty] } })).toBe("");
    expect(step("condition", { if: { any: [empty, left] } })).toBe("body.amount > 100");
    expect(step("loop", { while: left })).toBe("body.amount > 100");
  });

  it("tells durations, operations, names and lines of code in one line", () => {
    expect(step("delay", { for: { amount: 3, unit: "days" } })).toBe("3 days");
    expect(step("delay", { for: { amount: "{{ vars.n }}", unit: "days" } })).toBe("n <days>");
    expect(step("date", { input: "{{ now }}", steps: [{ do: "add" }, { do: "end_of" }] })).toBe(
      "now · <add> · <end_of>",
    );
    expect(step("json_map", { source: "{{ trigger.body }}", fields: [{ name: "id" }] })).toBe(
      "body · id",
    );
    expect(step("script", { code: "// all of them\nreturn items;\n" })).toBe("return items;");
    expect(step("message", { text: "one\n  two" })).toBe("one two");
  });

  it("tells what a variable is given", () => {
    expect(step("variable", { name: "total", value: 3 })).toBe("total = 3");
    expect(step("variable", { name: "total" })).toBe("total");
  });

  it("tells what it can of a type that nobody knows", () => {
    expect(step("crm_update", { name: "Ada", fields: { a: 1 } })).toBe("Ada");
  });
});

describe("the summary of a trigger", () => {
  it("says what starts the workflow", () => {
    const of = (type: string, config: object) =>
      triggerSummary({ type, config: { ...config } }, words);
    expect(of("event", { type: ["order.paid", "order.sent"] })).toBe("order.paid, order.sent");
    expect(of("schedule", { mode: "every", every: { amount: 5, unit: "minutes" } })).toBe(
      "5 minutes",
    );
    expect(of("schedule", { mode: "once", at: "2026-03-29T08:00" })).toBe("2026-03-29 08:00");
    expect(of("manual", { inputs: [{ name: "customer" }, { name: "amount" }] })).toBe(
      "customer, amount",
    );
    expect(of("webhook", { mode: "sync" })).toBe("<sync>");
    expect(of("webhook", {})).toBe("");
  });
});
