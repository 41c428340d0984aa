import { describe, expect, it } from "vitest";
import type { Fact } from "../fact.ts";
import { advance } from "./advance.ts";
import { pending } from "./debts.ts";
import { act, call, sampleProgram, sampleRun } from "./sample-runs.suite.ts";

const at = 100;
const calledFact: Fact = {
  kind: "called",
  at: 1,
  path: "other",
  result: { ok: true, runId: "run_2" },
};

describe("a step that calls a workflow", () => {
  it("what follows a wait begins in the call that ends it", () => {
    const then = [{ id: "then", steps: [act("next")] }];
    const program = sampleProgram([{ ...call("other"), branches: then }]);
    const waiting = sampleRun(program, calledFact);
    const value = { status: "succeeded", output: 5 };
    const next = advance(program, waiting, { kind: "signal", at, signal: "run:run_2", value });
    expect(pending(next)).toMatchObject({
      mustProceed: false,
      performs: [{ path: "other/then/next" }],
    });
  });

  it("a call that cannot be made is the step's failure", () => {
    const failure = { code: "not_found", message: "no such workflow", retryable: false };
    const refused = {
      kind: "called",
      at: 1,
      path: "other",
      result: { ok: false, failure },
    } as const;
    expect(sampleRun(sampleProgram([call("other")]), refused)).toMatchObject({
      status: "failed",
      failure: { code: "not_found", stepId: "other" },
    });
  });
});
