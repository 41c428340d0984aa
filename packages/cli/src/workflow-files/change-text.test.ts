import { difference, type Json, parseDefinition, required } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { describeChange } from "./change-text.ts";

function definitionWith(parts: Record<string, Json>) {
  const empty = { format: "stepwell/v1", name: "A", trigger: { type: "manual" }, steps: [] };
  const parsed = parseDefinition({ ...empty, ...parts });
  return required(parsed.ok ? parsed.definition : undefined, JSON.stringify(parsed));
}

function lines(before: Record<string, Json>, after: Record<string, Json>): readonly string[] {
  return difference(definitionWith(before), definitionWith(after)).map(describeChange);
}

const step = (id: string, more: Record<string, Json> = {}): Json => ({ id, type: "calc", ...more });
const fork = (branches: readonly Json[]): Json => ({ id: "fork", type: "fork", branches });

describe("a change in words", () => {
  it.each<[string, Record<string, Json>, Record<string, Json>, readonly string[]]>([
    ["of details", {}, { name: "B", tags: ["t"] }, ['name "A" → "B"; tags [] → ["t"]']],
    ["of the description", { description: "x" }, {}, ['description removed: "x"']],
    [
      "of the trigger",
      {},
      { trigger: { type: "webhook", config: { mode: "sync" } } },
      ['trigger: type "manual" → "webhook"; config.mode added: "sync"'],
    ],
    [
      "of settings",
      { settings: { cycleLimit: 1 } },
      { settings: { cycleLimit: 2 } },
      ["settings: cycleLimit 1 → 2"],
    ],
    ["of a step that is new", {}, { steps: [step("a")] }, ["step a added (calc), at steps.0"]],
    ["of a step that is gone", { steps: [step("a")] }, {}, ["step a removed (calc)"]],
    [
      "of a config",
      { steps: [step("a", { config: { of: [1, { x: 1 }] } })] },
      { steps: [step("a", { config: { of: [1, { x: 2 }] } })] },
      ["step a: config.of.1.x 1 → 2"],
    ],
    [
      "of a policy",
      { steps: [step("a")] },
      { steps: [step("a", { onError: "continue", title: "T" })] },
      ['step a: onError "fail" → "continue"', 'step a: title added: "T"'],
    ],
    [
      "of a type",
      { steps: [step("a")] },
      { steps: [{ id: "a", type: "act" }] },
      ["step a: type calc → act"],
    ],
    [
      "of branches",
      { steps: [fork([{ id: "l", steps: [] }])] },
      {
        steps: [
          fork([
            { id: "l", title: "L", steps: [] },
            { id: "r", steps: [] },
          ]),
        ],
      },
      ['step fork: branches.l.title added: "L"; branches.r added: {}'],
    ],
    [
      "of the order of branches",
      {
        steps: [
          fork([
            { id: "l", steps: [] },
            { id: "r", steps: [] },
          ]),
        ],
      },
      {
        steps: [
          fork([
            { id: "r", steps: [] },
            { id: "l", steps: [] },
          ]),
        ],
      },
      ["step fork: order changed"],
    ],
    [
      "of a place",
      { steps: [fork([{ id: "l", steps: [step("b")] }]), step("a")] },
      { steps: [fork([{ id: "l", steps: [step("b"), step("a")] }])] },
      ["step a moved: after fork → after b in fork/l"],
    ],
  ])("%s", (_what, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });

  it("is one line, however much has changed, with long values cut", () => {
    const config = (text: string) =>
      Object.fromEntries(
        ["a", "b", "c", "d", "e", "f"].map((name) => [name, `${text}\n`.repeat(50)]),
      );
    const [line = ""] = lines(
      { steps: [step("a", { config: config("x") })] },
      { steps: [step("a", { config: config("y") })] },
    );
    expect(line).toMatch(/; and 2 more$/);
    expect(line).not.toContain("\n");
    expect(line.length).toBeLessThan(600);
  });
});
