import { type Json, type JsonObject, textOf } from "@stepwell/core";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { useGuestSteps } from "../../guest/guest-step.suite.ts";
import { findingTexts, start } from "../../run-step.suite.ts";
import { calculate } from "./definition.ts";
import { readMathjs } from "./mathjs-source.ts";

const guest = useGuestSteps();

const trigger = {
  n: 5,
  list: [10, 20, 30],
  order: { amount: 7 },
  kind: "gold",
  evil: '1") + eval("x") #',
  matrix: [
    [1, 2],
    [3, 4],
  ],
};

function step(expression: string): JsonObject {
  return { id: "a", type: "calculate", config: { engine: "mathjs", expression } };
}

describe("an expression of Math.js", () => {
  it.each<[string, Json]>([
    ["{{ trigger.n }} * 2", 10],
    ["{{trigger.n}}^2 + {{ trigger.n }}", 30],
    ["{{ trigger.list }}[1] + {{ trigger.list[0] }}", 20],
    ["{{ trigger.order }}.amount", 7],
    ["mean({{ trigger.list }})", 20],
    ["det({{ trigger.matrix }})", -2],
    [
      "{{ trigger.matrix }}'",
      [
        [1, 3],
        [2, 4],
      ],
    ],
    ["2{{ trigger.n }}", 10],
    ["{{ trigger.n }}{{ trigger.n }}", 25],
    ["1 / 0", null],
    ["0 / 0", null],
    ["1:3", [1, 2, 3]],
    ['equalText("gold", {{ trigger.kind }})', true],
    ['concat("is ", {{ trigger.kind }})', "is gold"],
    ["concat({{ trigger.evil }}, '')", trigger.evil],
    ["{{ trigger.nothing }}", null],
    ["{{ trigger.nothing ?? 4 }} + 1", 5],
    ["{a: {b: {{ trigger.n }}}}.a.b", 5],
    ["{{ trigger.n }} # not {{ this", 5],
    ["_0000 = 1; _0000 + {{ trigger.n }}", [6]],
  ])("%s", async (expression, output) => {
    expect(await guest.output(step(expression), { trigger })).toEqual(output);
  });

  it.each([
    ["{{ trigger.kind }} == 1", /^mathjs_error: /],
    ["{{ trigger.n }}(2)", /^mathjs_error: .*'\{\{ trigger\.n \}\}' is not a function/],
    ["(3 + {{ trigger.n }}", /^mathjs_error: .*\(line 1, column 21\)$/],
    ["nope + 1", /^mathjs_error: Undefined symbol nope/],
  ])("%s fails in the words of its author", async (expression, failure) => {
    expect(await guest.failure(step(expression), { trigger })).toMatch(failure);
  });

  it("is shown in history as it is written", () => {
    const [stepRun] = start({ steps: [step("{{ trigger.n }} * 2")], trigger }).stepRuns();
    expect(stepRun?.input).toEqual({ engine: "mathjs", expression: "{{ trigger.n }} * 2" });
  });

  it("is a calculation that a host carries out; the other engines need none", () => {
    const mathjs = calculate.compile({ engine: "mathjs", expression: "1" });
    expect(mathjs).toMatchObject({ compiled: { kind: "action", effect: "none" } });
    const formula = calculate.compile({ engine: "formula", expression: "1" });
    expect(formula).toMatchObject({ compiled: { kind: "compute" } });
  });
});

describe("the checker of Math.js expressions", () => {
  it.each([
    ["", "expression"],
    ["{{ nope }}", "expression"],
    ["{{ trigger.n", "expression"],
    ['"{{ trigger.n }}"', "expression"],
    ["concat('a', '{{ trigger.n }}')", "expression"],
    ["true and '{{ trigger.n }}'", "expression"],
  ])("refuses %j", (expression, path) => {
    const result = calculate.compile({ engine: "mathjs", expression });
    expect(result.ok ? [] : result.issues.map((issue) => issue.path.join("."))).toEqual([path]);
  });

  it("knows that it may be tried again, other than the engines that compute inline", () => {
    const retry = { attempts: 3 };
    expect(findingTexts({ steps: [{ ...step("1"), retry }] })).toEqual([]);
    const inline = { id: "b", type: "calculate", config: { engine: "formula", expression: "1" } };
    expect(findingTexts({ steps: [{ ...inline, retry }] })).toEqual([
      "warning unused_retry at steps.0.retry",
    ]);
  });

  it("knows the variables", () => {
    expect(findingTexts({ steps: [step("{{ steps.nobody }} + {{ trigger.n }}")] })).toEqual([
      "error unknown_step at steps.0.config.expression",
    ]);
  });
});

function read(text: string) {
  const result = readMathjs(text);
  if (!result.ok) throw new Error(result.message);
  return result;
}

describe("the source that Math.js reads", () => {
  it("has a name as long as its template, the same for the same template", () => {
    const { source, variables } = read("{{now}} + {{ trigger.n }} + {{now}}");
    expect(source).toBe(" _0000  +  _000000000001  +  _0000 ");
    expect([...variables].map(([name, { source: written }]) => [name, written])).toEqual([
      ["_0000", "{{now}}"],
      ["_000000000001", "{{ trigger.n }}"],
    ]);
  });

  it("leaves names to the author that the author uses", () => {
    expect([...read("_0000 + {{now}} + _0001").variables.keys()]).toEqual(["_0002"]);
  });

  it("tells a text from a transposition", () => {
    for (const text of [
      "a' + {{now}} + b'",
      "[1]' * {{now}}'",
      "5!' {{now}} '",
      '"it\\"s" + {{now}}',
    ])
      expect(read(text).variables.size).toBe(1);
    for (const text of ["' {{now}} '", "a + '{{now}}'", "not '{{now}}'", '"it\\"s {{now}}"'])
      expect(readMathjs(text)).toMatchObject({ ok: false, position: text.indexOf("{{") });
  });

  it("keeps every place, and what is no template, as it is written", () => {
    const piece = fc.constantFrom(
      "{{now}}",
      "{{ trigger.a.b }}",
      "a",
      " ",
      "'",
      '"',
      "#",
      "\n",
      "_0000",
      "(",
      "1",
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("");
        const result = readMathjs(text);
        if (!result.ok) return;
        expect(result.source).toHaveLength(text.length);
        const back = [...result.variables].reduce(
          (sum, [name, { source }]) => sum.replaceAll(` ${name} `, textOf(source)),
          result.source,
        );
        expect(back).toBe(text);
      }),
    );
  });
});
