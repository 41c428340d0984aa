import type { Definition } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { foundSteps } from "./found-steps.ts";

const definition = {
  format: "stepwell/v1",
  name: "x",
  trigger: { type: "webhook", config: { method: "POST" } },
  steps: [
    { id: "ask", type: "http", title: "Ask the bank", config: { url: "https://bank.example/a" } },
    {
      id: "choose",
      type: "condition",
      config: { if: { all: [{ left: "{{ steps.ask.status }}", operator: "equals", right: 200 }] } },
      branches: [
        { id: "yes", title: "Fine", steps: [{ id: "done", type: "output", config: {} }] },
        { id: "no", steps: [] },
      ],
    },
  ],
} as unknown as Definition;

const names = {
  stepTitle: ({ title, type }: { title?: string | undefined; type: string }) => title ?? type,
  typeTitle: (type: string) => (type === "http" ? "HTTP request" : type),
};

describe("a search in the builder", () => {
  it.each([
    ["bank", ["ask"]],
    ["http request", ["ask"]],
    ["STEPS.ASK", ["choose"]],
    ["200", ["choose"]],
    ["fine", ["choose"]],
    ["done", ["done"]],
    ["post", ["$trigger"]],
    ["o", ["$trigger", "choose", "done"]],
    ["left", []],
    ["  ", []],
  ])("finds by title, type, id and settings: %s", (search, found) => {
    expect(foundSteps(definition, search, names)).toEqual(found);
  });
});
