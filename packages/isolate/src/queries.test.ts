import type { Json, JsonObject } from "@stepwell/core";
import { afterAll, describe, expect, it } from "vitest";
import { failureIn, outputIn } from "./call.suite.ts";
import type { GuestLanguage } from "./guest-call.ts";
import { openIsolate } from "./isolate.ts";

const isolate = openIsolate({ workers: 1 });
afterAll(() => isolate.close());

const people: Json = {
  people: [
    { name: "Ann", age: 31, tags: ["a", "b"] },
    { name: "Bob", age: 25, tags: [] },
    { name: "Cid", age: 44, tags: ["c"] },
  ],
};

type Example = readonly [source: string, output: Json];
type Failing = readonly [source: string, failure: string | RegExp];

function holds(language: GuestLanguage, examples: readonly Example[]): void {
  it.each(examples)("%s", async (source, output) => {
    expect(await outputIn(isolate, source, { language, data: people })).toEqual(output);
  });
}

function fails(language: GuestLanguage, examples: readonly Failing[]): void {
  it.each(examples)("%s fails and says where", async (source, failure) => {
    const found = await failureIn(isolate, source, { language, data: people });
    if (typeof failure === "string") expect(found).toBe(failure);
    else expect(found).toMatch(failure);
  });
}

describe("JMESPath", () => {
  holds("jmespath", [
    ["people[?age > `30`].name", ["Ann", "Cid"]],
    ["people[*].{n: name, t: length(tags)} | [0]", { n: "Ann", t: 2 }],
    ["sort_by(people, &age)[*].name | join(', ', @)", "Bob, Ann, Cid"],
    ["people[].tags[]", ["a", "b", "c"]],
    ["nothing.here", null],
    ["max_by(people, &age).name", "Cid"],
  ]);
  fails("jmespath", [
    ["people[?age >", /^syntax_error: .*EOF.*\(line 1, column 14\)$/],
    ["people name", /^syntax_error: .*value: name \(line 1, column \d+\)$/],
    ["people\n.#", "syntax_error: Unknown character:# (line 2, column 2)"],
    [
      "sum(people)",
      /^script_error: TypeError: sum\(\) expected argument 1 to be type Array<number>/,
    ],
    ["nope(@)", "script_error: Unknown function: nope()"],
  ]);
});

describe("JSONPath", () => {
  holds("jsonpath", [
    ["$.people[*].name", ["Ann", "Bob", "Cid"]],
    ["$.people[?@.age > 30].name", ["Ann", "Cid"]],
    ["$..tags[0]", ["a", "c"]],
    ["$.people[-1:].age", [44]],
    ["$.people[?match(@.name, 'A.*')]['age']", [31]],
    ["$.nothing", []],
  ]);
  fails("jsonpath", [
    ["$.people[", "syntax_error: unclosed bracketed selection (line 1, column 10)"],
    ["people", /^syntax_error: expected '\$', found 'p' \(line 1, column 1\)$/],
    ["$[?nope(@)]", /^syntax_error: no such function 'nope' \(line 1, column \d+\)$/],
  ]);
});

describe("JSONata", () => {
  holds("jsonata", [
    ["$sum(people.age)", 100],
    ["people[age > 30].name", ["Ann", "Cid"]],
    ['people[name = "Bob"].{ "n": name, "adult": age >= 18 }', { n: "Bob", adult: true }],
    ["people.tags", ["a", "b", "c"]],
    ["people^(age).name", ["Bob", "Ann", "Cid"]],
    ["nothing", null],
    ["$map([1..3], function($i) { $i * $i })", [1, 4, 9]],
    ['$toMillis("1970-01-01T00:00:01Z")', 1000],
  ]);
  fails("jsonata", [
    [
      "$sum(people.age",
      /^syntax_error: Expected "\)" before end of expression.*line 1, column 16\)$/,
    ],
    ["people.\n  age +", /^syntax_error: .*\(line 2, column \d+\)$/],
    ["$nope(1)", /^script_error: Attempted to invoke a non-function.*\(line 1, column \d+\)$/],
    ['"a" * 2', /^script_error: .*must evaluate to a number/],
    ["$sum", "script_error: the result is a function: it must be plain JSON"],
  ]);

  it("has its variables as $name, the given clock and the given randomness", async () => {
    const call = { language: "jsonata" as const, data: people, now: 86_400_000 };
    const variables = { limit: 40 };
    expect(await outputIn(isolate, "people[age > $limit].name", { ...call, variables })).toBe(
      "Cid",
    );
    expect(await outputIn(isolate, "$now()", call)).toBe("1970-01-02T00:00:00.000Z");
    const numbers = await Promise.all(
      ["a", "a", "b"].map((seed) => outputIn(isolate, "$random()", { ...call, seed })),
    );
    expect(numbers[0]).toBe(numbers[1]);
    expect(numbers[0]).not.toBe(numbers[2]);
  });
});

describe("Math.js", () => {
  const variables: JsonObject = { price: 20, rates: [1, 2, 3], order: { amount: 5 }, α: 2 };
  const language = "mathjs";

  it.each<Example>([
    ["price * 1.5 + order.amount", 35],
    ["mean(rates) + α^2", 6],
    ["0.1 + 0.2", 0.30000000000000004],
    ["[1, 2; 3, 4] * [1; 1]", [[3], [7]]],
    ["rates[2]", 2],
    ["1:4", [1, 2, 3, 4]],
    ["sqrt(-4)", "2i"],
    ["bignumber('0.1') + bignumber('0.2')", "0.3"],
    ["fraction(1, 3)", "0.(3)"],
    ["2 inch to cm", "5.08 cm"],
    ["{a: [1, 2i], b: {c: true}}", { a: [1, "2i"], b: { c: true } }],
    ["price > 10 and equalText('a', 'a')", true],
    ["x = 3; y = 4; sqrt(x^2 + y^2)", [5]],
    ["1 / 0", null],
    ['"text"', "text"],
  ])("%s", async (source, output) => {
    expect(await outputIn(isolate, source, { language, variables })).toEqual(output);
  });

  fails("mathjs", [
    ["1 +", "syntax_error: Unexpected end of expression (line 1, column 4)"],
    ["2 * (3 4", /^syntax_error: .*\(line 1, column 8\)$/],
    ["nope + 1", "script_error: Undefined symbol nope"],
    ['"a" + 1', /^script_error: Cannot convert "a" to a number/],
    ["f(x) = x", /^script_error: the result has a function/],
  ]);

  it("draws the same random numbers for the same seed only", async () => {
    const source = "[random(), randomInt(1, 1000000)]";
    const outputs = await Promise.all(
      ["a", "a", "b"].map((seed) => outputIn(isolate, source, { language, seed })),
    );
    expect(outputs[0]).toEqual(outputs[1]);
    expect(outputs[0]).not.toEqual(outputs[2]);
  });
});

describe("a check", () => {
  it.each<readonly [GuestLanguage, string]>([
    ["javascript", "const a = await b;\nreturn a;"],
    ["jmespath", "a[?b > `1`]"],
    ["jsonpath", "$.a[?@.b]"],
    ["jsonata", "$sum(a.b)"],
    ["mathjs", "a + sqrt(b)"],
  ])("of %s passes what compiles, without running it", async (language, source) => {
    expect(await isolate.check(language, source)).toEqual({ ok: true });
  });

  it.each<readonly [GuestLanguage, string, number, number]>([
    ["javascript", "const a = 1;\nreturn a +;", 2, 11],
    ["jmespath", "a.#", 1, 3],
    ["jsonpath", "$.a[", 1, 5],
    ["jsonata", "$sum(", 1, 6],
    ["mathjs", "1 +", 1, 4],
  ])("of %s tells where %j is wrong", async (language, source, line, column) => {
    const found = await isolate.check(language, source);
    expect(found).toMatchObject({ ok: false, line, column });
    expect(found).toHaveProperty("message", expect.stringMatching(/./));
  });

  it("of a source that is all nesting ends", async () => {
    expect(await isolate.check("javascript", "(".repeat(1e6))).toMatchObject({ ok: false });
  });
});

describe("what runs for too long", () => {
  it.each<[GuestLanguage, string, string]>([
    ["jsonata", "($f := function($n) { $f($n + 1) }; $f(1))", "query"],
    ["javascript", "for (;;);", "script"],
  ])("in %s is told by its name", async (language, source, name) => {
    const failure = await failureIn(isolate, source, { language, limits: { timeMs: 60 } });
    expect(failure).toContain(`timeout: The ${name} ran longer than 60 ms.`);
  });
});
