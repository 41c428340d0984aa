import { type ActionContext, defaultLimits, StepError } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { guestOutput, runGuest, type RunGuest } from "./run-guest.ts";

const { signal } = new AbortController();
const lines: string[] = [];
const context = {
  idempotencyKey: "run_1:a",
  startedAt: 7,
  environment: "sandbox",
  workflowId: "wf_1",
  signal,
  log: (line: string) => lines.push(line),
} as unknown as ActionContext;

describe("a call of a guest", () => {
  it("has the clock, the seed and the group of where it stands, and the environment's limits", async () => {
    const asked: unknown[] = [];
    const run: RunGuest = async (call, options) => {
      asked.push(call, options);
      return { ok: true, output: 5, log: ["line"] };
    };
    const limits = { scriptTimeMs: 20, scriptMemoryBytesMax: 30, stepOutputBytesMax: 40 };
    const parts = { run, limits: () => ({ ...defaultLimits, ...limits }) };
    const result = await runGuest(parts, context, { language: "jmespath", source: "a" });
    expect(guestOutput(result)).toBe(5);
    expect(lines).toEqual(["line"]);
    expect(asked).toEqual([
      {
        language: "jmespath",
        source: "a",
        variables: {},
        data: null,
        now: 7,
        seed: "run_1:a",
        limits: {
          timeMs: 20,
          memoryBytesMax: 30,
          outputBytesMax: 40,
          logCharactersMax: 65_536,
        },
      },
      { signal, group: "sandbox/wf_1" },
    ]);
  });
});

function codeOf(failing: () => unknown): string {
  try {
    failing();
    return "none";
  } catch (error) {
    return error instanceof StepError ? `${error.failure.code} ${error.failure.retryable}` : "bug";
  }
}

describe("the failure of a guest", () => {
  it.each([
    ["script_error", false, "query_error false"],
    ["syntax_error", false, "query_error false"],
    ["timeout", false, "timeout false"],
    ["limit_reached", false, "limit_reached false"],
    ["server_busy", true, "server_busy true"],
  ])("%s has the step type's name where it is the code's own", (code, retryable, shown) => {
    const result = {
      ok: false,
      failure: { code, message: "it failed", retryable },
      log: [],
    } as const;
    expect(codeOf(() => guestOutput(result, "query_error"))).toBe(shown);
    expect(codeOf(() => guestOutput(result))).toBe(`${code} ${retryable}`);
  });
});
