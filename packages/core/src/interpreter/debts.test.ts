import { describe, expect, it } from "vitest";
import type { Fact } from "../fact.ts";
import { pending } from "./debts.ts";
import { identity } from "./laws/definition-of.suite.ts";
import { newRun } from "./new-run.ts";
import {
  act,
  calc,
  listen,
  loop,
  outcome,
  pause,
  sampleProgram,
  sampleRun,
} from "./sample-runs.suite.ts";

const intent: Fact = { kind: "intent", at: 1, path: "act", attempt: 1 };
const nothing = { performs: [], wakeAt: undefined, mustProceed: false, signals: [], calls: [] };

describe("what a run is owed", () => {
  it("is nothing before it begins and after it has ended", () => {
    const program = sampleProgram([calc("one")]);
    expect(pending(newRun(program, identity))).toEqual(nothing);
    expect(pending(sampleRun(program))).toEqual(nothing);
  });

  it("is an action, with its request and attempt", () => {
    expect(pending(sampleRun(sampleProgram([act("act")]))).performs).toMatchObject([
      {
        path: "act",
        attempt: 1,
        request: { of: [], once: false },
        mustIntend: false,
        isIntended: false,
      },
    ]);
  });

  it("is an intent first where the action is done at most once, for each attempt anew", () => {
    const retry = { attempts: 2, initialDelay: 0, jitter: false };
    const program = sampleProgram([{ ...act("act", true), retry }]);
    const owed = (...facts: readonly Fact[]) => pending(sampleRun(program, ...facts)).performs;
    expect(owed()).toMatchObject([{ mustIntend: true, isIntended: false }]);
    expect(owed(intent)).toMatchObject([{ mustIntend: false, isIntended: true }]);
    const failed = outcome("act", 2, { failed: true, retryable: true });
    expect(owed(intent, failed)).toMatchObject([
      { attempt: 2, mustIntend: true, isIntended: false },
    ]);
  });

  it("is the earliest of all times: of the run, of steps, of waits and of retries", () => {
    const wakeAt = (steps: readonly object[], settings = {}, ...facts: readonly Fact[]) =>
      pending(sampleRun(sampleProgram(steps as [], { settings }), ...facts)).wakeAt;
    expect(wakeAt([act("act")])).toBeUndefined();
    expect(wakeAt([act("act")], { timeout: 50 })).toBe(50);
    expect(wakeAt([{ ...act("act"), timeout: 40 }], { timeout: 50 })).toBe(40);
    expect(wakeAt([{ ...pause("one", 30), timeout: 40 }], { timeout: 50 })).toBe(30);
    expect(wakeAt([{ ...pause("one", 60), timeout: 40 }], { timeout: 50 })).toBe(40);
    const retry = { attempts: 2, initialDelay: 20, jitter: false };
    const failed = outcome("act", 1, { failed: true, retryable: true });
    expect(wakeAt([{ ...act("act"), retry }], { timeout: 50 }, failed)).toBe(21);
    expect(wakeAt([{ ...act("act"), retry, timeout: 10 }], {}, failed)).toBe(10);
  });

  it("is every signal that a step waits for", () => {
    const program = sampleProgram([
      loop("each", { count: 2, concurrency: 2 }, [listen("one", "bell")]),
    ]);
    expect(pending(sampleRun(program)).signals).toEqual(["bell", "bell"]);
  });
});
