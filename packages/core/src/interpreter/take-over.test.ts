import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { required } from "../assert.ts";
import type { Fact } from "../fact.ts";
import type { Json } from "../json.ts";
import { isEnded, type Run } from "../run.ts";
import { advance } from "./advance.ts";
import { pending } from "./debts.ts";
import { replay } from "./history.ts";
import { anyCase } from "./laws/any-case.suite.ts";
import { identity, programOf } from "./laws/definition-of.suite.ts";
import { drive } from "./laws/drive.suite.ts";
import { picture } from "./laws/picture.suite.ts";
import { act, calc, call, failing, outcome, pause, sampleProgram } from "./sample-runs.suite.ts";
import { takeOver } from "./take-over.ts";

const newIdentity = { ...identity, id: "run_2", attempt: 2 };
const at = 5000;

function ranBy(steps: readonly Json[], settings: object, ...facts: readonly Fact[]) {
  const program = sampleProgram(steps, { settings: settings as never });
  const all: readonly Fact[] = [{ kind: "start", at: 0 }, ...facts];
  expect(isEnded(replay(program, identity, all))).toBe(true);
  return { program, facts: all };
}

function resumed(steps: readonly Json[], settings: object, ...facts: readonly Fact[]): Run {
  const ran = ranBy(steps, settings, ...facts);
  const taken = takeOver(ran.program, newIdentity, { id: "run_1", facts: ran.facts, at });
  if (!taken.ok) throw new Error(taken.message);
  expect(picture(replay(ran.program, newIdentity, taken.facts))).toBe(picture(taken.run));
  return taken.run;
}

const failed = (path: string, when = 2) => outcome(path, when, { failed: true });
const paths = (run: Run) => pending(run).performs.map(({ path }) => path);

describe("a run that goes on from where another one failed", () => {
  it("tries the failed action again, and nothing that was done", () => {
    const run = resumed([act("a"), act("b"), act("c")], {}, outcome("a", 1), failed("b"));
    expect(run).toMatchObject({ status: "running", resumedAt: at, identity: { id: "run_2" } });
    expect(paths(run)).toEqual(["b"]);
  });

  it("intends an at-most-once action anew: that nobody knew of it is over", () => {
    const intent: Fact = { kind: "intent", at: 1, path: "a", attempt: 1 };
    const run = resumed([act("a", true)], {}, intent, failed("a"));
    expect(pending(run).performs).toMatchObject([{ mustIntend: true, isIntended: false }]);
  });

  it("calls a workflow again whose run has failed, and one that could not be called", () => {
    const called: Fact = { kind: "called", at: 1, path: "x", result: { ok: true, runId: "run_9" } };
    const value = { runId: "run_9", status: "failed", reason: "no", output: null };
    const end: Fact = { kind: "signal", at: 2, signal: "run:run_9", value };
    expect(pending(resumed([call("x")], {}, called, end)).calls).toHaveLength(1);
    const failure = { code: "not_found", message: "no", retryable: false };
    const refused: Fact = { kind: "called", at: 1, path: "x", result: { ok: false, failure } };
    expect(pending(resumed([call("x")], {}, refused)).calls).toHaveLength(1);
  });

  it("calls a workflow again whose run was canceled with its caller", () => {
    const called: Fact = { kind: "called", at: 1, path: "x", result: { ok: true, runId: "run_9" } };
    const cancel: Fact = { kind: "cancel", at: 2, reason: "canceled_by_user" };
    expect(pending(resumed([call("x")], {}, called, cancel))).toMatchObject({
      calls: [{ path: "x" }],
      signals: [],
    });
  });

  it("goes on where it was canceled, or given up", () => {
    const cancel: Fact = { kind: "cancel", at: 2, reason: "canceled_by_user" };
    expect(paths(resumed([act("a"), act("b")], {}, outcome("a", 1), cancel))).toEqual(["b"]);
    const quarantine: Fact = { kind: "quarantine", at: 2, deaths: 4 };
    expect(paths(resumed([act("a")], {}, quarantine))).toEqual(["a"]);
  });

  it("has the whole of every time-out again", () => {
    const timeout = { timeout: 100 };
    const slow = { ...act("a"), timeout: 60 };
    const run = resumed([slow], timeout, { kind: "wake", at: 100 });
    expect(run.timeoutAt).toBe(at + 100);
    expect(pending(run).wakeAt).toBe(at + 60);
    const step = resumed([slow], {}, { kind: "wake", at: 60 });
    expect(pending(step)).toMatchObject({ wakeAt: at + 60, performs: [{ path: "a" }] });
    expect(step.timeoutAt).toBeUndefined();
  });

  it("goes on after its time-out, whatever told it that the time was over", () => {
    const called: Fact = {
      kind: "called",
      at: 150,
      path: "x",
      result: { ok: true, runId: "run_9" },
    };
    expect(pending(resumed([call("x")], { timeout: 100 }, called)).calls).toHaveLength(1);
    const intent: Fact = { kind: "intent", at: 150, path: "a", attempt: 1 };
    expect(paths(resumed([act("a", true)], { timeout: 100 }, intent))).toEqual(["a"]);
  });

  it("keeps what came when the run's time was over: it was done all the same", () => {
    const run = resumed([act("a"), act("b")], { timeout: 100 }, outcome("a", 150));
    expect(paths(run)).toEqual(["b"]);
  });

  it("is refused where it would fail again at once", () => {
    const { program, facts } = ranBy([act("a"), failing("bad")], {}, outcome("a", 1));
    expect(takeOver(program, newIdentity, { id: "run_1", facts, at })).toMatchObject({
      ok: false,
      code: "fails_again",
    });
    const mended = sampleProgram([act("a"), calc("bad"), act("b")]);
    const taken = takeOver(mended, newIdentity, { id: "run_1", facts, at });
    expect(taken.ok && paths(taken.run)).toEqual(["b"]);
  });

  it("is refused where it fails without having done anything, or by an end step", () => {
    const atOnce = ranBy([failing("bad")], {});
    expect(
      takeOver(atOnce.program, newIdentity, { id: "run_1", facts: atOnce.facts, at }),
    ).toMatchObject({
      code: "fails_again",
    });
    const finish = { id: "end", type: "finish", config: { result: "fail" } };
    const ended = ranBy([act("a"), finish], {}, outcome("a", 1));
    const taken = takeOver(ended.program, newIdentity, { id: "run_1", facts: ended.facts, at });
    expect(!taken.ok && taken.message).toContain("fail again at once: over");
  });

  it("is refused where the other version fails before it comes so far", () => {
    const { facts } = ranBy([act("a"), act("b")], {}, outcome("a", 1), failed("b"));
    const other = sampleProgram([failing("bad"), act("a")]);
    expect(takeOver(other, newIdentity, { id: "run_1", facts, at })).toMatchObject({
      code: "fails_again",
    });
  });

  it("is refused where the other version does not ask for what was done", () => {
    const { facts } = ranBy([act("a"), act("b")], {}, outcome("a", 1), failed("b"));
    const other = sampleProgram([pause("a", 10), act("b")]);
    const taken = takeOver(other, newIdentity, { id: "run_1", facts, at });
    expect(taken).toMatchObject({ ok: false, code: "not_compatible" });
    expect(!taken.ok && taken.message).toContain("outcome of a");
    const waited = ranBy([pause("a", 10), act("b")], {}, { kind: "wake", at: 10 }, failed("b", 11));
    const hasty = sampleProgram([act("b")]);
    const refused = takeOver(hasty, newIdentity, { id: "run_1", facts: waited.facts, at });
    expect(!refused.ok && refused.message).toContain("fact 2 (wake)");
  });

  it("begins where it was canceled before it had begun", () => {
    const cancel: Fact = { kind: "cancel", at: 2, reason: "canceled_by_user" };
    const taken = takeOver(sampleProgram([act("a")]), newIdentity, {
      id: "run_1",
      facts: [cancel],
      at,
    });
    expect(taken).toMatchObject({ ok: true, run: { status: "running", startedAt: at } });
  });

  it("does not take an at-most-once action for undone that was in flight elsewhere", () => {
    const intent: Fact = { kind: "intent", at: 1, path: "a", attempt: 1 };
    const cancel: Fact = { kind: "cancel", at: 2, reason: "canceled_by_user" };
    const run = resumed([act("a", true)], {}, intent, cancel);
    expect(pending(run).performs).toMatchObject([{ mustIntend: false, isIntended: true }]);
  });

  it("waits as long as the first run, however often it is resumed", () => {
    const retry = { attempts: 3, initialDelay: 1000, factor: 1, maxDelay: 1000, jitter: true };
    const steps = [{ ...act("a"), retry }, act("b")];
    const program = sampleProgram(steps);
    const start: Fact = { kind: "start", at: 0 };
    const again = replay(program, identity, [
      start,
      outcome("a", 1, { failed: true, retryable: true }),
    ]);
    const wake: Fact = { kind: "wake", at: required(pending(again).wakeAt, "a retry") };
    const facts = [
      start,
      outcome("a", 1, { failed: true, retryable: true }),
      wake,
      outcome("a", 2000, { attempt: 2 }),
      failed("b", 2001),
    ];
    const second = takeOver(program, newIdentity, { id: identity.id, facts, at });
    if (!second.ok) throw new Error(second.message);
    const canceled: Fact = { kind: "cancel", at: at + 1, reason: "canceled_by_user" };
    const third = takeOver(
      program,
      { ...identity, id: "run_3" },
      { id: "run_2", facts: [...second.facts, canceled], at: at + 2 },
    );
    expect(third.ok && paths(third.run)).toEqual(["b"]);
    expect(third.ok && third.run.seed).toBe("run_1");
  });

  it("is a success where the other version ends with what was done", () => {
    const { facts } = ranBy([act("a"), failing("bad")], {}, outcome("a", 1));
    const taken = takeOver(sampleProgram([act("a")]), newIdentity, { id: "run_1", facts, at });
    expect(taken).toMatchObject({ ok: true, run: { status: "succeeded", factCount: 2 } });
  });

  it("never does again what has succeeded, whatever the program", () => {
    const property = fc.property(anyCase, (given) => {
      const program = programOf(given, true);
      const { run, facts } = drive(program, given, (state, fact) => advance(program, state, fact));
      if (run.status !== "failed") return;
      const later = required(facts.at(-1), "a run has facts").at + 1;
      const taken = takeOver(program, newIdentity, { id: identity.id, facts, at: later });
      if (!taken.ok) {
        expect(taken.code).toBe("fails_again");
        return;
      }
      expectNothingTwice(taken.run, facts);
      expect(picture(replay(program, newIdentity, taken.facts))).toBe(picture(taken.run));
    });
    fc.assert(property, { numRuns: 500 });
  });

  it("goes on wherever it was ended from outside, and repeats no intended action", () => {
    const property = fc.property(anyCase, fc.nat(), fc.boolean(), (given, cut, isCanceled) => {
      const program = programOf(given, true);
      const driven = drive(program, given, (state, fact) => advance(program, state, fact));
      if (driven.facts.length === 1) return;
      const facts = driven.facts.slice(0, 1 + (cut % (driven.facts.length - 1)));
      const when = (facts.at(-1)?.at ?? 0) + 1;
      const end: Fact = isCanceled
        ? { kind: "cancel", at: when, reason: "canceled_by_user" }
        : { kind: "quarantine", at: when, deaths: 4 };
      const taken = takeOver(program, newIdentity, {
        id: identity.id,
        facts: [...facts, end],
        at: when,
      });
      if (!taken.ok) throw new Error(taken.message);
      expectNothingTwice(taken.run, facts);
      const intended = pending(replay(program, identity, facts)).performs.filter(
        ({ isIntended }) => isIntended,
      );
      expect(
        pending(taken.run)
          .performs.filter(({ isIntended }) => isIntended)
          .map(({ path }) => path),
      ).toEqual(intended.map(({ path }) => path));
    });
    fc.assert(property, { numRuns: 500 });
  });
});

function expectNothingTwice(run: Run, facts: readonly Fact[]): void {
  const done = new Set(
    facts.flatMap((fact) => (fact.kind === "outcome" && fact.result.ok ? [fact.path] : [])),
  );
  expect(paths(run).filter((path) => done.has(path))).toEqual([]);
}
