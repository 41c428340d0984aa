import { type Definition, parseDefinition, StepError } from "@stepwell/core";
import { expect, it } from "vitest";
import { guestFindings } from "./guest-findings.ts";

function definition(): Definition {
  const written = {
    format: "stepwell/v1",
    name: "Test",
    trigger: { type: "manual" },
    steps: [{ id: "a", type: "script", config: { code: "return 1;" } }],
  };
  const parsed = parseDefinition(written);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.issues));
  return parsed.definition;
}

it("code that could not be checked is no code that compiles: the finding says so", async () => {
  const failure = {
    code: "server_busy",
    message: "Too many scripts are waiting.",
    retryable: true,
  };
  const found = await guestFindings(definition(), () => Promise.reject(new StepError(failure)));
  expect(found).toEqual([
    {
      severity: "error",
      code: "syntax_not_checked",
      stepId: "a",
      path: "steps.0.config.code",
      message: "it could not be checked: Too many scripts are waiting.",
      hint: "Try again later.",
    },
  ]);
});

it("an error that has no place is told without one", async () => {
  const found = await guestFindings(definition(), async () => ({ ok: false, message: "too deep" }));
  expect(found).toEqual([
    {
      severity: "error",
      code: "script_syntax",
      stepId: "a",
      path: "steps.0.config.code",
      message: "too deep",
    },
  ]);
});
