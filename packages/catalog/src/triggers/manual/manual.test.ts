import { type CompiledTrigger, type Json, type JsonObject, typeAt } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { manual } from "./definition.ts";

function compile(config: JsonObject): CompiledTrigger {
  const result = manual.compile(config);
  if (!result.ok) throw new Error(JSON.stringify(result.issues));
  return result.compiled;
}

/** `path: code` of each issue; nothing where the input is let in. */
function issuesOf(inputs: readonly JsonObject[], given: Json): readonly string[] {
  const read = compile({ inputs }).readInput?.(given);
  return !read || read.ok ? [] : read.issues.map(({ path, code }) => `${path.join(".")}: ${code}`);
}

function fits(type: string, value: Json): boolean {
  return issuesOf([{ name: "value", type }], { value }).length === 0;
}

describe("the manual trigger", () => {
  it("starts its own workflow only, async unless told", () => {
    expect(compile({})).toMatchObject({ listens: "own", mode: "async" });
    expect(compile({ mode: "sync" }).mode).toBe("sync");
  });

  it("gives its inputs with their types to later steps", () => {
    const inputs = [
      { name: "customer" },
      { name: "amount", type: "number" },
      { name: "due", type: "date" },
      { name: "more", type: "json" },
    ];
    const { output } = compile({ inputs });
    expect(typeAt(output, ["customer"])).toMatchObject({ type: { kind: "text" } });
    expect(typeAt(output, ["amount"])).toMatchObject({ type: { kind: "number" } });
    expect(typeAt(output, ["due"])).toMatchObject({ type: { format: "date" } });
    expect(typeAt(output, ["more", "any"])).toMatchObject({ type: { kind: "unknown" } });
    expect(typeAt(output, ["customre"])).toMatchObject({ found: false });
    expect(typeAt(compile({}).output, ["anything"])).toMatchObject({ found: true });
  });

  it.each<JsonObject>([
    { inputs: [{ name: "Upper" }] },
    { inputs: [{ name: "a", type: "list" }] },
    { inputs: [{}] },
    { mode: "later" },
  ])("refuses %j", (config) => {
    expect(manual.compile(config).ok).toBe(false);
  });

  it("refuses two inputs of one name", () => {
    const result = manual.compile({ inputs: [{ name: "a" }, { name: "b" }, { name: "a" }] });
    expect(result).toMatchObject({ ok: false, issues: [{ path: ["inputs", 2, "name"] }] });
  });
});

describe("what is given to a manual start", () => {
  const inputs = [
    { name: "customer", required: true },
    { name: "amount", type: "number" },
  ];

  it("is let in as it is where it fits", () => {
    const given = { customer: "cus_1", amount: null };
    expect(compile({ inputs }).readInput?.(given)).toEqual({
      ok: true,
      data: given,
    });
  });

  it("is told every mistake at once", () => {
    expect(issuesOf(inputs, { amount: "5", extra: 1 })).toEqual([
      "extra: unknown_field",
      "customer: required",
      "amount: invalid_type",
    ]);
    expect(issuesOf(inputs, { customer: null })).toEqual(["customer: required"]);
  });

  it.each<Json>([null, "text", 5, [], ["customer"]])("is an object, not %j", (given) => {
    expect(issuesOf(inputs, given)).toEqual([": invalid_input"]);
    expect(issuesOf([], given)).toEqual([": invalid_input"]);
  });

  it("may be any object where no inputs are declared", () => {
    expect(issuesOf([], { any: ["thing", null] })).toEqual([]);
  });

  it("does not take what every object inherits for an input", () => {
    expect(issuesOf([{ name: "constructor", required: true }], {})).toEqual([
      "constructor: required",
    ]);
    expect(issuesOf([], {})).toEqual([]);
  });

  it.each<readonly [string, readonly Json[], readonly Json[]]>([
    ["text", ["", "x"], [5, true, {}, []]],
    ["number", [0, -1.5], ["1", true, []]],
    ["boolean", [true, false], ["true", 0]],
    ["date", ["2026-02-28"], ["2026-02-30", "2026-2-8", "2026-02-28T10:00", "today", 20_260_228]],
    ["date_time", ["2026-02-28T10:00Z", "2026-02-28T10:00:00+02:00"], ["10:00", "", 5]],
    ["json", [1, "x", [null], { a: {} }], []],
  ])("must fit the type %s", (type, good, bad) => {
    expect(good.filter((value) => !fits(type, value))).toEqual([]);
    expect(bad.filter((value) => fits(type, value))).toEqual([]);
  });
});
