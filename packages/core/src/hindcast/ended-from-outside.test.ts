import { describe, expect, it } from "vitest";
import type { Fact } from "../fact.ts";
import { identity } from "../interpreter/laws/definition-of.suite.ts";
import { sampleProgram } from "../interpreter/sample-runs.suite.ts";
import type { Program } from "../program.ts";
import { makeHindcast, type PastEvent } from "./hindcast.ts";

const { event, settings } = identity;
const receivedAt = Date.parse("2026-11-21T12:00:00Z");

const act = (id: string, of: number) => ({ id, type: "act", config: { of: [of], once: false } });
const listen = { id: "wait", type: "listen", config: { signal: "bell" } };

const start: Fact = { kind: "start", at: receivedAt };
const done = (path: string, at: number): Fact => ({
  kind: "outcome",
  at,
  path,
  attempt: 1,
  result: { ok: true, output: null },
});
const cancel = (at: number, reason: "canceled_by_user" | "parent_ended" = "canceled_by_user") =>
  ({ kind: "cancel", at, reason }) as const;

async function hindcast(draft: Program, program: Program, facts: readonly Fact[]) {
  const past: PastEvent = { event, receivedAt, settings, run: { program, identity, facts } };
  const gathering = makeHindcast(draft, () => () => undefined);
  await gathering.add(past);
  return gathering.report();
}

describe("the hindcast of a run that was ended from outside", () => {
  const waits = sampleProgram([act("a", 1), listen]);
  const facts = [start, done("a", receivedAt + 5), cancel(receivedAt + 1000)];

  it("goes up to the cancel, and no further", async () => {
    const report = await hindcast(waits, waits, facts);
    expect(report).toMatchObject({ runs: [], classes: { identical: 1, would_wait: 0 } });
    const called = [...facts.slice(0, 2), cancel(receivedAt + 1000, "parent_ended")];
    expect((await hindcast(waits, waits, called)).classes.identical).toBe(1);
  });

  it("compares what was done until then", async () => {
    const draft = sampleProgram([act("a", 2), listen]);
    const report = await hindcast(draft, waits, facts);
    expect(report.runs).toMatchObject([
      { class: "other_data", before: { status: "canceled" }, after: { status: "canceled" } },
    ]);
  });

  it("says where the draft would have ended by itself before the cancel", async () => {
    const sooner = await hindcast(sampleProgram([act("a", 1)]), waits, facts);
    expect(sooner.runs).toMatchObject([{ class: "would_succeed", after: { status: "succeeded" } }]);
    const broken = { id: "b", type: "calc", config: { of: [], fails: true } };
    const failing = await hindcast(sampleProgram([act("a", 1), broken]), waits, facts);
    expect(failing.runs).toMatchObject([{ class: "would_fail", before: { status: "canceled" } }]);
  });

  it("hears what came in the moment of the cancel, as the run did", async () => {
    const two = sampleProgram([act("a", 1), act("b", 2)]);
    const report = await hindcast(two, two, [
      start,
      done("a", receivedAt + 5),
      cancel(receivedAt + 5),
    ]);
    expect(report.classes.identical).toBe(1);
  });

  it("does not begin what never began", async () => {
    const report = await hindcast(waits, waits, [cancel(receivedAt + 10)]);
    expect(report).toMatchObject({ events: 1, classes: { identical: 1 } });
    expect(report.answers).toEqual({ recorded: 0, assumed: 0, performed: 0 });
  });

  it("is given up at the same time where the process died of it", async () => {
    const quarantine: Fact = { kind: "quarantine", at: receivedAt + 9, deaths: 4 };
    const report = await hindcast(waits, waits, [start, quarantine]);
    expect(report.classes.identical).toBe(1);
  });
});
