import {
  applyEdits,
  type Definition,
  findStep,
  type StepDefinition,
  walkSteps,
} from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { duplicateEdits, pasteEdits, stepsInText, textOfSteps } from "./clipboard.ts";

const definition: Definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "manual", config: {} },
  steps: [
    {
      id: "each",
      type: "loop",
      config: { over: "{{ trigger.list }}" },
      branches: [
        {
          id: "body",
          steps: [
            { id: "sum", type: "calculate", config: { expression: "1" } },
            {
              id: "tell",
              type: "message",
              config: { text: "{{ steps.sum }} {{ scopes.each.item }}" },
            },
          ],
        },
      ],
    },
  ],
};

const idsOf = (one: Definition): readonly string[] =>
  [...walkSteps(one)].map(({ step }) => step.id);

const sum = (id: string, expression = "1") => ({
  id,
  type: "calculate",
  config: { engine: "formula", expression },
});

describe("new ids of pasted steps", () => {
  it("are none that another of them has", () => {
    const target = { ...definition, steps: [sum("a")] };
    const edits = pasteEdits(target, [sum("a"), sum("a_2", "steps.a + 1")], { index: 1 });
    const result = applyEdits(target, edits);
    expect(result.ok && result.definition.steps).toEqual([
      sum("a"),
      sum("a_3"),
      sum("a_2", "steps.a_3 + 1"),
    ]);
  });

  it("are not given where the own id is free, however long", () => {
    const id = "a".repeat(64);
    expect(pasteEdits(definition, [sum(id)], { index: 0 })).toMatchObject([{ step: { id } }]);
  });

  it.each([
    [[{ ...sum("x"), id: 'x"] y' }]],
    [[{ ...sum("x"), type: "No such" }]],
    [[{ ...sum("x"), config: 1 }]],
    [[{ ...sum("x"), branches: [{ steps: [] }] }]],
    [[{ ...sum("x"), branches: [null] }]],
    [[sum("x"), sum("x")]],
    [[null]],
  ])("are not needed where the text holds no steps: %j", (steps) => {
    expect(stepsInText(JSON.stringify({ format: "stepwell/steps/v1", steps }))).toBe(undefined);
  });
});

function pasted(target: Definition): Definition {
  const steps = stepsInText(textOfSteps(definition.steps)) ?? [];
  const result = applyEdits(target, pasteEdits(target, steps, { index: target.steps.length }));
  if (!result.ok) throw new Error(result.message);
  return result.definition;
}

describe("copied steps", () => {
  it("keep their ids where these are free", () => {
    expect(idsOf(pasted({ ...definition, steps: [] }))).toEqual(["each", "sum", "tell"]);
  });

  it("get new ids where these are taken, and their references follow", () => {
    const result = pasted(definition);
    expect(idsOf(result)).toEqual(["each", "sum", "tell", "each_2", "sum_2", "tell_2"]);
    const inner = result.steps[1]?.branches?.[0]?.steps[1];
    expect(inner?.config).toEqual({ text: "{{ steps.sum_2 }} {{ scopes.each_2.item }}" });
    expect(result.steps[0]).toEqual(definition.steps[0]);
  });

  it("can be duplicated in place", () => {
    const result = applyEdits(
      definition,
      duplicateEdits(definition, [findStep(definition, "sum")?.step as StepDefinition]),
    );
    expect(result.ok && idsOf(result.definition)).toEqual(["each", "sum", "sum_2", "tell"]);
  });

  it("are duplicated together behind the last of them, with their references", () => {
    const steps = definition.steps[0]?.branches?.[0]?.steps ?? [];
    const result = applyEdits(definition, duplicateEdits(definition, steps));
    const after = result.ok ? result.definition : definition;
    expect(idsOf(after)).toEqual(["each", "sum", "tell", "sum_2", "tell_2"]);
    expect(findStep(after, "tell_2")?.step.config).toMatchObject({
      text: "{{ steps.sum_2 }} {{ scopes.each.item }}",
    });
  });

  it("are looked at as often as they are many, not as their pairs are", () => {
    const readsOf = (count: number): number => {
      let reads = 0;
      const steps = Array.from({ length: count }, (_, index) =>
        Object.defineProperty(sum("", `steps.s_${index} + 1`), "id", {
          enumerable: true,
          get() {
            reads += 1;
            return `s_${index}`;
          },
        }),
      );
      const target = { ...definition, steps };
      const result = applyEdits(target, pasteEdits(target, steps, { index: count }));
      expect(result.ok && result.definition.steps.length).toBe(2 * count);
      return reads;
    };
    expect(readsOf(400)).toBeLessThan(readsOf(100) * 5);
  });

  it.each([
    "",
    "{}",
    "[1]",
    '{"format":"stepwell/steps/v1","steps":[{"id":1}]}',
    '{"format":"other","steps":[]}',
  ])("are not read from %s", (text) => {
    expect(stepsInText(text)).toBeUndefined();
  });
});
