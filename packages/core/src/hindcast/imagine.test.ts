import { expect, it } from "vitest";
import type { Fact, Outcome } from "../fact.ts";
import { identity } from "../interpreter/laws/definition-of.suite.ts";
import { act, calc, loop, sampleProgram } from "../interpreter/sample-runs.suite.ts";
import { imagine, type Outside } from "./imagine.ts";
import { recordRun } from "./recorded-run.ts";

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

it("an imagined run goes on where a slice was full, and a fact told twice is one", async () => {
  const program = sampleProgram([loop("each", { count: 1500 }, [calc("one")]), act("a")]);
  const once: Outside = {
    ...nobody,
    perform: () => ({ value: { ok: true, output: 1 }, tookMs: 1, source: "performed" }),
  };
  const { run, facts } = await imagine(program, identity, { outside: once, startAt: 0 });
  expect(run.status).toBe("succeeded");
  const twice = facts.flatMap((fact) => [fact, fact]);
  const { effects } = recordRun(program, identity, twice);
  expect(effects).toMatchObject([{ stepId: "a", attempts: [{ tookMs: 1 }] }]);
});
