import type { JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { calculate, findingTexts, runToEnd, type Shown } from "../../run-step.suite.ts";
import { respond } from "./definition.ts";

const settings = { mode: "sync" };

function answer(config: JsonObject): JsonObject {
  return { id: "answer", type: "respond", config };
}

function run(config: JsonObject, trigger: JsonObject = {}): Shown {
  return runToEnd({ steps: [answer(config)], settings, trigger });
}

describe("a response", () => {
  it("has status, headers and body, with variables", () => {
    const config = {
      status: "{{ trigger.status }}",
      headers: { "X-Order": "no. {{ trigger.id }}", "content-type": "text/csv" },
      body: { id: "{{ trigger.id }}", list: [null, "{{ trigger.x }}"] },
    };
    expect(run(config, { status: 201, id: 7 })).toEqual({
      status: "succeeded",
      reason: "end_step",
      response: {
        status: 201,
        headers: { "x-order": "no. 7", "content-type": "text/csv" },
        body: { id: 7, list: [null, null] },
      },
      steps: { answer: null },
    });
  });

  it("is 200 without a body by default", () => {
    expect(run({}).response).toEqual({ status: 200, headers: {}, body: null });
  });

  it("ends the run: from inside a branch nothing more is done", () => {
    const check = {
      id: "check",
      type: "condition",
      config: { mode: "branches", if: { left: 1, operator: "equals", right: 1 } },
      branches: [{ id: "yes", steps: [answer({ body: "done" })] }],
    };
    const shown = runToEnd({ steps: [check, calculate("after", "1")], settings });
    expect(shown).toMatchObject({ status: "succeeded", response: { body: "done" } });
    expect(shown.steps).not.toHaveProperty("after");
  });
});

describe("a response that cannot be sent", () => {
  it.each([99, 199, 600, 200.5, "200", null])("is refused for the status %j", (status) => {
    expect(run({ status: "{{ trigger.status }}" }, { status })).toMatchObject({
      status: "failed",
      failed: { answer: "invalid_value" },
    });
    expect(respond.compile({ status }).ok).toBe(false);
  });

  it.each(["line\r\nbreak", "nul\0", "bell\u0007", "snow ☃"])(
    "is refused for a header with %j",
    (value) => {
      const shown = run({ headers: { "x-a": "{{ trigger.value }}" } }, { value });
      expect(shown).toMatchObject({ status: "failed", failed: { answer: "invalid_value" } });
      expect(shown).not.toHaveProperty("response");
    },
  );

  it("may hold tabs and Latin letters in a header", () => {
    const { response } = run({ headers: { "x-a": "{{ trigger.value }}" } }, { value: "a\tü" });
    expect(response).toMatchObject({ headers: { "x-a": "a\tü" } });
  });

  it.each([
    "Connection",
    "content-length",
    "Transfer-Encoding",
    "date",
    "Set-Cookie",
    "Keep-Alive",
    "trailer",
    "upgrade",
  ])("is refused for the header %s", (name) => {
    expect(run({ headers: { [name]: "1" } })).toMatchObject({
      status: "failed",
      failed: { answer: "invalid_value" },
    });
  });

  it.each(["a b", "", "a:b", "ä"])("is refused for the header name %j", (name) => {
    expect(respond.compile({ headers: { [name]: "1" } }).ok).toBe(false);
  });
});

describe("the checker of responses", () => {
  it("warns where nobody waits, and of steps behind", () => {
    expect(findingTexts({ steps: [answer({})] })).toEqual(["warning unused_response at steps.0"]);
    expect(findingTexts({ steps: [answer({}), calculate("after", "1")], settings })).toEqual([
      "warning unreachable_step at steps.1",
    ]);
  });
});
