import { describe, expect, it } from "vitest";
import type { Fact } from "../fact.ts";
import type { Json } from "../json.ts";
import type { Program } from "../program.ts";
import { isEnded, type Run } from "../run.ts";
import { advance, sliceSteps } from "./advance.ts";
import { pending } from "./debts.ts";
import { readHistory } from "./history.ts";
import { identity } from "./laws/definition-of.suite.ts";
import { newRun } from "./new-run.ts";
import { openFrames } from "./open-steps.ts";
import {
  act,
  calc,
  call,
  failing,
  listen,
  loop,
  outcome,
  pause,
  limitedRun,
  sampleProgram,
  sampleRun,
} from "./sample-runs.suite.ts";

/* The tables of SPEC.md: the compiler asks for every cell. */

type Kind = Fact["kind"];
type Expected = "same" | Run["status"];

const at = 100;
const facts: Record<Kind, Fact> = {
  start: { kind: "start", at },
  proceed: { kind: "proceed", at },
  wake: { kind: "wake", at },
  intent: { kind: "intent", at, path: "act", attempt: 1 },
  outcome: outcome("act", at),
  signal: { kind: "signal", at, signal: "bell", value: 1 },
  called: { kind: "called", at, path: "other", result: { ok: true, runId: "run_2" } },
  cancel: { kind: "cancel", at, reason: "canceled_by_user" },
  quarantine: { kind: "quarantine", at, deaths: 3 },
  resumed: { kind: "resumed", at },
};

/** What each kind of fact makes of a run that has begun. */
function table(steps: readonly Json[], ...before: readonly Fact[]): object {
  const program = sampleProgram(steps);
  return rowOf(program, sampleRun(program, ...before));
}

function rowOf(program: Program, run: Run): object {
  const cells = Object.entries(facts).map(([kind, fact]) => {
    const next = advance(program, run, fact);
    return [kind, next === run ? "same" : next.status];
  });
  return Object.fromEntries(cells) as object;
}

/** Asks for every kind of fact. */
function row(cells: { readonly [K in Kind]: Expected }): object {
  return cells;
}

const ends = { cancel: "canceled", quarantine: "failed" } as const;
const waits = { ...ends, resumed: "waiting" } as const;
const noMore = { start: "same", proceed: "same", wake: "same", called: "same" } as const;
const untouched = { ...noMore, intent: "same", outcome: "same", signal: "same" } as const;

describe("a run and a fact", () => {
  it("a queued run begins, or is given up; nothing else concerns it", () => {
    const program = sampleProgram([act("act")]);
    const found = rowOf(program, newRun(program, identity));
    expect(found).toEqual(row({ ...untouched, ...ends, start: "running", resumed: "same" }));
  });

  it.each([
    ["succeeded", [], []],
    ["failed", [failing("one")], []],
    ["canceled", [act("act")], [{ ...facts.cancel, at: 1 }]],
  ] as const)("a run that is %s stays so", (status, steps, before) => {
    expect(sampleRun(sampleProgram(steps), ...before).status).toBe(status);
    expect(table(steps, ...before)).toEqual(
      row({ ...untouched, cancel: "same", quarantine: "same", resumed: "same" }),
    );
  });

  it("a step that acts takes its outcome, and an intent once", () => {
    const performing = {
      ...noMore,
      ...ends,
      signal: "same",
      outcome: "succeeded",
      resumed: "running",
    } as const;
    expect(table([act("act", true)])).toEqual(row({ ...performing, intent: "running" }));
    expect(table([act("act", true)], { ...facts.intent, at: 1 })).toEqual(
      row({ ...performing, intent: "same" }),
    );
  });

  it("an outcome or intent of another attempt is late", () => {
    const program = sampleProgram([act("act")]);
    const run = sampleRun(program);
    for (const attempt of [0, 2]) {
      expect(advance(program, run, outcome("act", at, { attempt }))).toBe(run);
      expect(advance(program, run, { kind: "intent", at, path: "act", attempt })).toBe(run);
    }
  });

  it("a step that waits to be tried again wants a wake, and no outcome", () => {
    const retry = { attempts: 2, initialDelay: 50, jitter: false };
    const first = outcome("act", 1, { failed: true, retryable: true });
    expect(table([{ ...act("act"), retry }], first)).toEqual(
      row({ ...untouched, ...ends, wake: "running", resumed: "running" }),
    );
  });

  it("a step that waits for a time takes a wake that is not too early", () => {
    expect(table([pause("one", at)])).toEqual(
      row({ ...untouched, ...ends, wake: "succeeded", resumed: "succeeded" }),
    );
    expect(table([pause("one", at + 1)])).toEqual(row({ ...untouched, ...waits }));
  });

  it("a step that waits for a signal takes that signal", () => {
    expect(table([listen("one", "bell")])).toEqual(
      row({ ...untouched, ...waits, signal: "succeeded" }),
    );
    expect(table([listen("one", "gong")])).toEqual(row({ ...untouched, ...waits }));
  });

  it("a step that calls a workflow takes its run's id once, then the run's end", () => {
    const calling = { ...untouched, ...ends, resumed: "running" } as const;
    expect(table([call("other")])).toEqual(row({ ...calling, called: "waiting" }));
    const calledFact = { ...facts.called, at: 1 };
    expect(table([call("other")], calledFact)).toEqual(row({ ...untouched, ...waits }));
    const program = sampleProgram([call("other")]);
    const waiting = sampleRun(program, calledFact);
    expect(pending(waiting)).toMatchObject({ calls: [], signals: ["run:run_2"] });
    const value = { status: "succeeded", output: 5 };
    const next = advance(program, waiting, { kind: "signal", at, signal: "run:run_2", value });
    expect(next.status).toBe("succeeded");
  });

  it("a step with frames takes what the steps inside take", () => {
    const inside = loop("each", { count: 1 }, [listen("one", "bell")]);
    expect(table([inside])).toEqual(row({ ...untouched, ...waits, signal: "succeeded" }));
  });

  it("a step whose error branch runs takes what the steps inside take", () => {
    const branches = [{ id: "error", steps: [listen("one", "bell")] }];
    const handled = { ...failing("bad"), onError: "branch", branches };
    expect(table([handled])).toEqual(row({ ...untouched, ...waits, signal: "succeeded" }));
  });

  it("a run whose slice is full goes on when it is told to", () => {
    const long = loop("each", { count: sliceSteps + 1 }, [calc("one")]);
    expect(table([long])).toEqual(
      row({ ...untouched, ...ends, proceed: "succeeded", resumed: "succeeded" }),
    );
    const full = loop("each", { count: sliceSteps - 1 }, [calc("one")]);
    expect(table([full, calc("next")])).toEqual(
      row({ ...untouched, ...ends, proceed: "succeeded", resumed: "succeeded" }),
    );
  });
});

describe("time-outs", () => {
  const settings = { timeout: 50 };

  it("a run fails when its time is out", () => {
    const run = sampleRun(sampleProgram([act("act")], { settings }), { kind: "wake", at: 50 });
    expect(run).toMatchObject({ status: "failed", reason: "timeout", endedAt: 50 });
  });

  it("an outcome that comes after the time-out is discarded, also before the wake", () => {
    const run = sampleRun(sampleProgram([act("act")], { settings }), outcome("act", 60));
    expect(run).toMatchObject({ status: "failed", reason: "timeout", endedAt: 60 });
  });

  it("a run can be canceled after its time-out", () => {
    const run = sampleRun(sampleProgram([act("act")], { settings }), facts.cancel);
    expect(run).toMatchObject({ status: "canceled", reason: "canceled_by_user" });
  });

  it("a step's time-out fails the step, whatever is going on below", () => {
    const slow = { ...loop("each", { count: 2 }, [pause("one", 80)]), timeout: 100 };
    const program = sampleProgram([slow]);
    const run = sampleRun(program, { kind: "wake", at: 80 }, { kind: "wake", at: 100 });
    expect(run).toMatchObject({ status: "failed", reason: "step_error" });
    expect(run.failure).toEqual({
      code: "timeout",
      message: "the step did not end within its time-out of 100 ms",
      retryable: false,
      stepId: "each",
    });
  });

  it("a step's time-out runs its error branch, which has all the time it needs", () => {
    const branches = [{ id: "error", steps: [pause("later", 500)] }];
    const slow = { ...act("act"), timeout: 10, onError: "branch", branches };
    const program = sampleProgram([slow]);
    const handling = sampleRun(program, { kind: "wake", at: 10 });
    expect(pending(handling)).toMatchObject({ performs: [], wakeAt: 510 });
    expect(advance(program, handling, { kind: "wake", at: 510 }).status).toBe("succeeded");
  });
});

describe("limits", () => {
  const limits = { runJournalEntriesMax: 5 };

  it("a run with too many step runs fails and names the limit", () => {
    const program = sampleProgram([loop("each", { count: 9 }, [calc("one")])]);
    expect(limitedRun(program, limits)).toMatchObject({
      status: "failed",
      reason: "limit",
      stepRunCount: 5,
      failure: {
        code: "limit_reached",
        message:
          "The limit runJournalEntriesMax (5) is reached. An admin can raise it in Settings → Limits (PATCH /settings/limits).",
        stepId: "one",
      },
    });
  });

  it("no error policy goes on beyond the limit of the run", () => {
    const inner = { ...failing("one"), onError: "continue" };
    const outer = loop("each", { count: 1000, onFailure: "continue" }, [inner]);
    const run = limitedRun(sampleProgram([{ ...outer, onError: "continue" }]), limits);
    expect(run).toMatchObject({ status: "failed", reason: "limit", stepRunCount: 5 });
  });

  it("a run with exactly as many step runs as allowed succeeds", () => {
    const program = sampleProgram([loop("each", { count: 4 }, [calc("one")])]);
    expect(limitedRun(program, limits)).toMatchObject({ status: "succeeded", stepRunCount: 5 });
  });

  it("empty frames count as work: a slice ends among them too", () => {
    const program = sampleProgram([loop("each", { count: 2 * sliceSteps }, [])]);
    const paused = sampleRun(program);
    expect(paused.status).toBe("running");
    expect(pending(paused).mustProceed).toBe(true);
    const ended = [1, 2, 3].reduce(
      (run, at) => advance(program, run, { kind: "proceed", at }),
      paused,
    );
    expect(ended.status).toBe("succeeded");
  });
});

describe("how a run ends", () => {
  it("with the end step's message and result", () => {
    const finish = (result: string) => ({ id: "end", type: "finish", config: { result } });
    expect(sampleRun(sampleProgram([finish("fail"), act("never")]))).toMatchObject({
      status: "failed",
      reason: "end_step",
      message: "over",
      root: undefined,
    });
    expect(sampleRun(sampleProgram([finish("succeed")])).status).toBe("succeeded");
  });

  it("quarantined, it says how often the process died", () => {
    const run = sampleRun(sampleProgram([act("act")]), facts.quarantine);
    expect(run).toMatchObject({ status: "failed", reason: "quarantined" });
    expect(run.message).toBe("the process died 3 times while it worked on this run");
  });

  it("an uncertain effect is its own reason", () => {
    const failure = { code: "uncertain_effect", message: "nobody knows", retryable: false };
    const unknown: Fact = { ...outcome("act", 1), result: { ok: false, failure } } as Fact;
    const run = sampleRun(sampleProgram([act("act", true)]), unknown);
    expect(run).toMatchObject({ status: "failed", reason: "uncertain_effect" });
  });
});

describe("error policies", () => {
  it("a step that goes on has its error as output", () => {
    const bad = { ...failing("bad"), onError: "continue" };
    const after = calc("after", "{{ steps.bad.error.code }}");
    const { stepRuns, run } = readHistory(sampleProgram([bad, after]), identity, [facts.start]);
    expect(run.status).toBe("succeeded");
    expect(stepRuns.map(({ status }) => status)).toEqual(["failed", "succeeded"]);
    const direct = readHistory(sampleProgram([calc("after", "calc_failed")]), identity, [
      facts.start,
    ]);
    expect(stepRuns[1]?.output).toBe(direct.stepRuns[0]?.output);
  });

  it("details of an error reach the error branch", () => {
    const failure = { code: "refused", message: "no", retryable: false, details: { status: 500 } };
    const branches = [
      { id: "error", steps: [calc("see", "{{ scopes.act.error.details.status }}")] },
    ];
    const program = sampleProgram([{ ...act("act"), onError: "branch", branches }]);
    const history = readHistory(program, identity, [
      facts.start,
      { ...outcome("act", 1), result: { ok: false, failure } } as Fact,
    ]);
    expect(history.stepRuns.map(({ path, input }) => [path, input])).toEqual([
      ["act", { of: [], once: false }],
      ["act/error/see", { of: [500], fails: false }],
    ]);
  });

  it("a failure in the error branch fails the step for good", () => {
    const branches = [{ id: "error", steps: [failing("worse")] }];
    const run = sampleRun(sampleProgram([{ ...failing("bad"), onError: "branch", branches }]));
    expect(run.failure).toMatchObject({ code: "calc_failed", stepId: "worse" });
  });

  it("a step that ends with its list leaves no frame behind", () => {
    const run = sampleRun(sampleProgram([loop("each", { count: 3 }, [act("act")])]));
    expect([...openFrames(run)].length).toBe(2);
    expect(isEnded(run)).toBe(false);
  });
});
