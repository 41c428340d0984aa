import { describe, expect, it } from "vitest";
import { pending } from "./debts.ts";
import { findOpen, openFrames, openSteps } from "./open-steps.ts";
import { act, loop, outcome, sampleProgram, sampleRun } from "./sample-runs.suite.ts";

/* A wide run: what is looked for at each fact must not be looked for everywhere. */

const inner = loop("i", { count: 30, concurrency: 30 }, [act("act")]);
const program = sampleProgram([loop("o", { count: 30, concurrency: 30 }, [inner])]);

describe("what is open in a run", () => {
  it("is found by its path, and by no other", () => {
    const run = sampleRun(program, outcome("o/3/i/4/act", 1));
    const open = [...openSteps(run)];
    expect(open).toHaveLength(1 + 30 + 900 - 1);
    for (const one of open) expect(findOpen(run, one.path)).toBe(one);
    for (const path of ["o/3/i/4/act", "o/3/i/99/act", "x", "o/3", "o/3/i/5/act/x", ""])
      expect(findOpen(run, path)).toBeUndefined();
  });

  it("is told outer ones first, in the order in which they were entered", () => {
    const run = sampleRun(sampleProgram([loop("o", { count: 2, concurrency: 2 }, [act("a")])]));
    expect([...openSteps(run)].map(({ path }) => path)).toEqual(["o", "o/0/a", "o/1/a"]);
    expect([...openFrames(run)]).toHaveLength(3);
  });

  it("is walked once for each state of the run", () => {
    const run = sampleRun(program);
    expect(pending(run).performs).toHaveLength(900);
    expect(pending(run)).toBe(pending(run));
  });
});
