import { describe, expect, it } from "vitest";
import { z } from "zod";
import { defineCompute } from "../define-step.ts";
import type { Fact } from "../fact.ts";
import { valueField } from "../fields.ts";
import type { Json, JsonObject } from "../json.ts";
import { makeRegistry } from "../registry.ts";
import { unknownType } from "../type.ts";
import { readHistory } from "./history.ts";
import { identity } from "./laws/definition-of.suite.ts";
import { registry } from "./laws/step-types.suite.ts";
import { act, failing, loop, outcome, pause, sampleProgram } from "./sample-runs.suite.ts";

const start: Fact = { kind: "start", at: 0 };
const refused = { code: "refused", message: "no", retryable: true };
const retried = { ...act("act"), retry: { attempts: 3, initialDelay: 10, jitter: false } };

describe("the history of a run", () => {
  it("shows times, attempts, input, output and log of a step run", () => {
    const facts: Fact[] = [
      start,
      { ...outcome("act", 5, { failed: true, retryable: true }), log: ["one"] } as Fact,
      { kind: "wake", at: 15 },
      { ...outcome("act", 20, { attempt: 2 }), log: ["two"] } as Fact,
    ];
    expect(readHistory(sampleProgram([retried]), identity, facts).stepRuns).toEqual([
      {
        path: "act",
        stepId: "act",
        type: "act",
        status: "succeeded",
        attempts: 2,
        attemptList: [
          { number: 1, startedAt: 0, endedAt: 5, failure: refused, nextAt: 15 },
          { number: 2, startedAt: 15, endedAt: 20, failure: undefined, nextAt: undefined },
        ],
        startedAt: 0,
        endedAt: 20,
        output: "act",
        failure: undefined,
        log: ["one", "two"],
        input: { of: [], once: false },
      },
    ]);
  });

  it("tells when each attempt began and ended, and why the last one was the last", () => {
    const failed = outcome("act", 5, { failed: true, retryable: true });
    const again = outcome("act", 20, { failed: true, retryable: false, attempt: 2 });
    const tell = { id: "error", steps: [act("tell")] };
    const rows = (step: JsonObject, more: readonly Fact[]) =>
      readHistory(sampleProgram([step]), identity, [start, failed, ...more])
        .stepRuns.filter(({ path }) => path === "act")
        .flatMap(({ attemptList }) =>
          attemptList.map((one) => [one.startedAt, one.endedAt, one.failure?.code, one.nextAt]),
        );
    const first = [0, 5, "refused", 15];
    const wake: Fact = { kind: "wake", at: 16 };
    expect(rows(retried, [])).toEqual([first]);
    expect(rows(retried, [wake])).toEqual([first, [16, undefined, undefined, undefined]]);
    expect(rows({ ...retried, timeout: 10 }, [{ kind: "wake", at: 10 }])).toEqual([first]);
    expect(rows(retried, [wake, again])).toEqual([first, [16, 20, "refused", undefined]]);
    expect(rows(retried, [wake, { kind: "cancel", at: 18, reason: "parent_ended" }])).toEqual([
      first,
      [16, 18, undefined, undefined],
    ]);
    const told = { ...retried, onError: "branch", branches: [tell] };
    expect(rows(told, [wake, again, outcome("act/error/tell", 90)])).toEqual([
      first,
      [16, 20, "refused", undefined],
    ]);
    expect(rows(act("act"), [])).toEqual([]);
  });

  it("keeps the log of a doubled or late outcome once", () => {
    const first = { ...outcome("act", 5, { failed: true, retryable: true }), log: ["one"] } as Fact;
    const last = { ...outcome("act", 20, { attempt: 2 }), log: ["two"] } as Fact;
    const facts = [start, first, first, { kind: "wake", at: 15 } as Fact, first, last, last];
    const { stepRuns } = readHistory(sampleProgram([retried]), identity, facts);
    expect(stepRuns[0]?.log).toEqual(["one", "two"]);
  });

  it("tells what waits from what is at work", () => {
    const program = sampleProgram([loop("each", { count: 2, concurrency: 2 }, [retried])]);
    const failed = outcome("each/0/act", 5, { failed: true, retryable: true });
    const { stepRuns } = readHistory(program, identity, [start, failed]);
    expect(stepRuns.map(({ path, status }) => [path, status])).toEqual([
      ["each", "running"],
      ["each/0/act", "waiting"],
      ["each/1/act", "running"],
    ]);
    const { stepRuns: waiting } = readHistory(sampleProgram([pause("one", 5)]), identity, [start]);
    expect(waiting[0]?.status).toBe("waiting");
  });

  it("closes what is given up when its step fails, when its error branch begins, and at the end", () => {
    const each = loop("each", { count: 1 }, [act("act")]);
    const branches = [...(each["branches"] as Json[]), { id: "error", steps: [act("tell")] }];
    const program = sampleProgram([{ ...each, timeout: 10, onError: "branch", branches }]);
    const facts: Fact[] = [start, { kind: "wake", at: 10 }];
    const rows = (more: readonly Fact[]) =>
      readHistory(program, identity, [...facts, ...more]).stepRuns.map(
        ({ path, status, endedAt }) => `${path} ${status} ${endedAt ?? "open"}`,
      );
    expect(rows([])).toEqual([
      "each running open",
      "each/0/act canceled 10",
      "each/error/tell running open",
    ]);
    expect(rows([{ kind: "cancel", at: 12, reason: "parent_ended" }])).toEqual([
      "each canceled 12",
      "each/0/act canceled 10",
      "each/error/tell canceled 12",
    ]);
  });

  it("does not take another step for one that is inside, though the name begins alike", () => {
    const fork = {
      id: "fork",
      type: "fork",
      config: { mode: "all_settled" },
      branches: [
        { id: "a", steps: [{ ...loop("s", { count: 1 }, [act("in")]), timeout: 10 }] },
        { id: "b", steps: [act("s2")] },
      ],
    };
    const wake: Fact = { kind: "wake", at: 10 };
    const { stepRuns } = readHistory(sampleProgram([fork]), identity, [start, wake]);
    expect(stepRuns.map(({ path, status }) => [path, status])).toEqual([
      ["fork", "running"],
      ["fork/a/s", "failed"],
      ["fork/a/s/0/in", "canceled"],
      ["fork/b/s2", "running"],
    ]);
  });

  it("shows why an input could not be read", () => {
    const strict = defineCompute({
      type: "strict",
      group: "flow",
      title: "",
      summary: "",
      icon: "",
      sample: {},
      config: z.strictObject({ number: valueField(z.number()) }),
      output: () => unknownType,
      compute: ({ number }, scope) => ({ output: number.evaluate(scope) ?? null }),
    });
    const more = makeRegistry(
      [...registry.steps.values(), strict],
      [...registry.triggers.values()],
    );
    const step = { id: "one", type: "strict", config: { number: "{{ trigger.text }}" } };
    const program = sampleProgram([step], { registry: more });
    const { stepRuns, run } = readHistory(program, identity, [start]);
    expect(run.failure?.code).toBe("invalid_value");
    expect(stepRuns[0]?.input).toEqual({ error: run.failure?.message });
  });

  it("of a run that has not begun is empty", () => {
    expect(readHistory(sampleProgram([failing("one")]), identity, []).stepRuns).toEqual([]);
  });
});
