import { expect, it } from "vitest";
import type { Fact, Outcome } from "../fact.ts";
import { identity } from "../interpreter/laws/definition-of.suite.ts";
import { act, sampleProgram } from "../interpreter/sample-runs.suite.ts";
import { imagine, type Outside } from "./imagine.ts";

const nobody: Outside = {
  perform: () => undefined,
  call: () => ({ value: { ok: true, end: undefined }, tookMs: 0, source: "assumed" }),
  signal: () => undefined,
};

it("an imagined run tries again as its policy says, and intends what may happen only once", async () => {
  const failure = { code: "down", message: "no", retryable: true };
  const retry = { attempts: 3, initialDelay: 1000, factor: 1, jitter: false };
  const program = sampleProgram([{ ...act("a", true), retry }]);
  const tries: Outside = {
    ...nobody,
    perform: ({ attempt }): { value: Outcome; tookMs: number; source: "performed" } => ({
      value: attempt < 3 ? { ok: false, failure } : { ok: true, output: attempt },
      tookMs: 10,
      source: "performed",
    }),
  };
  const { facts, effects, run } = await imagine(program, identity, { outside: tries, startAt: 0 });
  const kinds = facts.map((fact: Fact) => fact.kind);
  expect(kinds.filter((kind) => kind === "intent")).toHaveLength(3);
  expect(effects).toHaveLength(1);
  expect(run.endedAt).toBe(2030);
});
