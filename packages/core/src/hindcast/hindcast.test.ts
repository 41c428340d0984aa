import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { required } from "../assert.ts";
import type { EventRecord } from "../event.ts";
import type { Outcome } from "../fact.ts";
import { advance } from "../interpreter/advance.ts";
import { anyCase } from "../interpreter/laws/any-case.suite.ts";
import { identity, programOf } from "../interpreter/laws/definition-of.suite.ts";
import { drive } from "../interpreter/laws/drive.suite.ts";
import { registry } from "../interpreter/laws/step-types.suite.ts";
import { parseDefinition } from "../definition.ts";
import type { Json, JsonObject } from "../json.ts";
import { compileProgram, type Program } from "../program.ts";
import { defaultRunSettings } from "../run.ts";
import { imagine, type Outside } from "./imagine.ts";
import { type HindcastReport, makeHindcast, type PastEvent } from "./hindcast.ts";
import type { Calculate } from "./replayed-outside.ts";

const settings = defaultRunSettings;
const receivedAt = Date.parse("2026-11-21T12:00:00Z");

const eventOf = (n: number): EventRecord => ({
  id: `evt_${n}`,
  type: "begin",
  source: "test",
  time: "2026-11-21T12:00:00.000Z",
  data: { n },
  causes: [],
});

function programWith(steps: readonly Json[], when?: Json): Program {
  const trigger = { type: "begin", ...(when !== undefined && { when }) };
  const parsed = parseDefinition({ format: "stepwell/v1", name: "W", trigger, steps });
  const definition = required(parsed.ok ? parsed.definition : undefined, JSON.stringify(parsed));
  return compileProgram({ workflow: { id: "wf_1", name: "W" }, version: 1, definition }, registry);
}

const act = (id: string, ...of: readonly Json[]): JsonObject => ({
  id,
  type: "act",
  config: { of, once: false },
});
const calc = (id: string, fails = false): JsonObject => ({
  id,
  type: "calc",
  config: { of: ["{{ trigger.n }}"], fails },
});
const above = (limit: number, operator = "greater_than"): Json => ({
  left: "{{ trigger.n }}",
  operator,
  right: limit,
});

const answers: Outside = {
  perform: ({ request }) => ({
    value: { ok: true, output: { got: request["of"] ?? null } },
    tookMs: 5,
    source: "performed",
  }),
  call: () => ({
    value: { ok: true, end: { value: { status: "succeeded", output: 1 }, tookMs: 5 } },
    tookMs: 0,
    source: "performed",
  }),
  signal: () => undefined,
};

/** What has really happened with a program: events, and the runs that they have started. */
async function pastOf(program: Program, numbers: readonly number[], outside = answers) {
  const past: PastEvent[] = [];
  for (const n of numbers) {
    const event = eventOf(n);
    const own = { id: `run_${n}`, number: n, attempt: 1, event, settings };
    const { facts } = await imagine(program, own, { outside, startAt: receivedAt });
    past.push({ event, receivedAt, settings, run: { program, identity: own, facts } });
  }
  return past;
}

const never = () => undefined;

async function hindcast(
  draft: Program,
  past: readonly PastEvent[],
  calculate: Calculate = never,
): Promise<HindcastReport> {
  const gathering = makeHindcast(draft, () => calculate);
  for (const one of past) await gathering.add(one);
  return gathering.report();
}

const classesOf = ({ runs }: HindcastReport) => runs.map((run) => [run.eventId, run.class]);

describe("a hindcast", () => {
  it("of the version that has run finds nothing and assumes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(anyCase, async (given) => {
        const program = programOf(given);
        const driven = drive(program, given, (run, fact) => advance(program, run, fact));
        const past: PastEvent = {
          event: identity.event,
          receivedAt,
          settings,
          run: { program, identity, facts: driven.facts },
        };
        const report = await hindcast(program, [past]);
        expect(report.runs).toEqual([]);
        expect(report.answers.assumed).toBe(0);
        expect(report.classes.identical).toBe(1);
      }),
      { numRuns: Number(process.env["FC_RUNS"] ?? 500) },
    );
  });

  it("of a boundary that moves names exactly the events on it", async () => {
    const before = programWith([act("a", "{{ trigger.n }}")], above(10));
    const after = programWith([act("a", "{{ trigger.n }}")], above(10, "greater_or_equal"));
    const started = await pastOf(before, [11, 12, 30]);
    const others = [9, 10].map((n) => ({
      event: eventOf(n),
      receivedAt,
      settings,
      run: undefined,
    }));
    const report = await hindcast(after, [...started, ...others]);
    expect(classesOf(report)).toEqual([["evt_10", "would_start"]]);
    expect(report).toMatchObject({ events: 5, classes: { identical: 3, would_start: 1 } });
    const back = await hindcast(before, await pastOf(after, [10, 11]));
    expect(classesOf(back)).toEqual([["evt_10", "would_not_start"]]);
    expect(back.runs[0]).toMatchObject({
      detail: "the trigger's condition is not met",
      effects: { removed: [{ stepId: "a" }] },
    });
  });

  it("tells other effects from the same ones with other data", async () => {
    const past = await pastOf(programWith([act("a", "{{ trigger.n }}"), act("b", 1)]), [5]);
    const otherData = await hindcast(programWith([act("a", "{{ trigger.n }}"), act("b", 2)]), past);
    expect(classesOf(otherData)).toEqual([["evt_5", "other_data"]]);
    expect(otherData.runs[0]?.effects).toMatchObject({
      removed: [],
      added: [],
      changed: [{ before: { request: { of: [1] } }, after: { request: { of: [2] } } }],
    });
    const fewer = await hindcast(programWith([act("a", "{{ trigger.n }}")]), past);
    expect(fewer.runs[0]).toMatchObject({ class: "other_effects", effects: { removed: [{}] } });
    const more = [act("a", "{{ trigger.n }}"), act("b", 1), act("c", 3)];
    expect(classesOf(await hindcast(programWith(more), past))).toEqual([
      ["evt_5", "other_effects"],
    ]);
  });

  it("takes a step that has another name for the same where it asks for the same", async () => {
    const past = await pastOf(programWith([act("a", 1), act("b", 2)]), [5]);
    const report = await hindcast(programWith([act("x", 1), act("y", 2)]), past);
    expect(report).toMatchObject({
      classes: { identical: 1 },
      answers: { recorded: 2, assumed: 0 },
    });
  });

  it("finds what would fail, and what would succeed", async () => {
    const good = programWith([act("a", 1)]);
    const bad = programWith([act("a", 1), calc("b", true)]);
    expect(classesOf(await hindcast(bad, await pastOf(good, [5])))).toEqual([
      ["evt_5", "would_fail"],
    ]);
    expect(classesOf(await hindcast(good, await pastOf(bad, [5])))).toEqual([
      ["evt_5", "would_succeed"],
    ]);
  });

  it("answers the same act with what was answered then, a failure too", async () => {
    const failure = { code: "refused", message: "no", retryable: false };
    const refusing: Outside = {
      ...answers,
      perform: () => ({ value: { ok: false, failure }, tookMs: 1, source: "performed" }),
    };
    const program = programWith([act("a", 1)]);
    const report = await hindcast(program, await pastOf(program, [5], refusing));
    expect(report.classes.identical).toBe(1);
  });

  it("assumes for other acts what the same step got, or an example, and says how often", async () => {
    const past = await pastOf(programWith([act("a", 1), act("b", "{{ steps.a }}")]), [5]);
    const draft = programWith([act("a", 9), act("b", "{{ steps.a }}"), act("new", 3)]);
    const report = await hindcast(draft, past);
    expect(report.answers).toEqual({ recorded: 1, assumed: 2, performed: 0 });
    expect(report.assumedShare).toBeCloseTo(2 / 3);
    expect(report.runs[0]).toMatchObject({ assumed: 2, recorded: 1 });
  });

  it("sees another answer to the caller, and another end", async () => {
    const finish = (result: string) =>
      programWith([{ id: "f", type: "finish", config: { result } }]);
    const past = await pastOf(finish("succeed"), [5]);
    expect(classesOf(await hindcast(finish("fail"), past))).toEqual([["evt_5", "would_fail"]]);
    const answer = (status: number) =>
      programWith([{ id: "r", type: "reply", config: { status } }]);
    const same = await hindcast(answer(200), await pastOf(answer(200), [5]));
    expect(same.classes.identical).toBe(1);
    expect(classesOf(await hindcast(answer(201), await pastOf(answer(200), [5])))).toEqual([
      ["evt_5", "other_data"],
    ]);
  });

  it("lets an act that was tried too seldom fail as it did", async () => {
    const failure = { code: "down", message: "no", retryable: true };
    const down: Outside = {
      ...answers,
      perform: () => ({ value: { ok: false, failure }, tookMs: 1, source: "performed" }),
    };
    const retried = programWith([{ ...act("a", 1), retry: { attempts: 3 } }]);
    const report = await hindcast(retried, await pastOf(programWith([act("a", 1)]), [5], down));
    expect(report.answers).toEqual({ recorded: 1, assumed: 2, performed: 0 });
  });

  it("stops where a run would wait for an event that never came", async () => {
    const listen = { id: "wait", type: "listen", config: { signal: "bell" } };
    const past = await pastOf(programWith([act("a", 1)]), [5]);
    const report = await hindcast(programWith([act("a", 1), listen]), past);
    expect(classesOf(report)).toEqual([["evt_5", "would_wait"]]);
  });

  it("assumes that a workflow which was not called then succeeds", async () => {
    const call = { id: "call", type: "call", config: { of: [1] } };
    const report = await hindcast(programWith([call]), await pastOf(programWith([]), [5]));
    expect(report.answers.assumed).toBe(1);
    const same = await hindcast(programWith([call]), await pastOf(programWith([call]), [5]));
    expect(same).toMatchObject({ classes: { identical: 1 }, answers: { recorded: 1, assumed: 0 } });
  });

  it("has calculations carried out anew, and does not count them as effects", async () => {
    const guest = { id: "g", type: "guest", config: { of: ["{{ trigger.n }}"] } };
    const calculated: Json[] = [];
    const report = await hindcast(
      programWith([guest]),
      await pastOf(programWith([]), [5]),
      ({ request }): Promise<Outcome> => {
        calculated.push(request);
        return Promise.resolve({ ok: true, output: 7 });
      },
    );
    expect(calculated).toEqual([{ of: [5] }]);
    expect(report).toMatchObject({ classes: { identical: 1 }, answers: { performed: 0 } });
    const recorded = await hindcast(programWith([guest]), await pastOf(programWith([guest]), [5]));
    expect(recorded.classes.identical).toBe(1);
    const unknown = await hindcast(programWith([guest]), await pastOf(programWith([]), [5]));
    expect(unknown.classes.identical).toBe(1);
  });

  it("says which branches and steps no event has reached", async () => {
    const pick = {
      id: "pick",
      type: "pick",
      config: { ifNone: "continue" },
      branches: [
        { id: "high", when: above(100), steps: [act("a", 1)] },
        { id: "low", when: above(0), steps: [act("b", 1)] },
        { id: "empty", steps: [] },
      ],
    };
    const program = programWith([pick]);
    const { coverage } = await hindcast(program, await pastOf(program, [5, 7]));
    expect(coverage).toEqual({
      branches: [
        { stepId: "pick", branchId: "high", entered: 0 },
        { stepId: "pick", branchId: "low", entered: 2 },
      ],
      unreachedStepIds: ["a"],
    });
  });

  it("gives the same report each time, byte for byte", async () => {
    const past = await pastOf(programWith([act("a", "{{ trigger.n }}")]), [1, 2, 3]);
    const draft = programWith([act("a", "{{ trigger.n }}"), act("b", "{{ steps.a }}")]);
    const texts = await Promise.all(
      [1, 2].map(async () => JSON.stringify(await hindcast(draft, past))),
    );
    expect(texts[0]).toBe(texts[1]);
    expect((await hindcast(draft, [])).assumedShare).toBe(0);
  });

  it("counts what started no run then and would start none now, and does not list it", async () => {
    const program = programWith([], above(10));
    const event = { event: eventOf(1), receivedAt, settings, run: undefined };
    const report = await hindcast(program, [event]);
    expect(report).toMatchObject({
      events: 1,
      runs: [],
      classes: { identical: 0, not_started: 1 },
    });
    expect(Object.values(report.classes).reduce((sum, count) => sum + count)).toBe(report.events);
  });
});
