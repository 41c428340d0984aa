import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Program } from "../program.ts";
import { isEnded, type Run } from "../run.ts";
import { advance, sliceSteps } from "./advance.ts";
import { pending } from "./debts.ts";
import { readHistory, replay } from "./history.ts";
import { anyCase, calmCase, wideCase } from "./laws/any-case.suite.ts";
import { dice } from "./laws/chance.suite.ts";
import { identity, programOf } from "./laws/definition-of.suite.ts";
import { drive, shuffled, type Tell } from "./laws/drive.suite.ts";
import { actual, expected, timeless } from "./laws/expected.suite.ts";
import { anyFact, beforeStart, nonsense, told } from "./laws/noise.suite.ts";
import { picture } from "./laws/picture.suite.ts";
import type { Case } from "./laws/shape.suite.ts";
import { newRun } from "./new-run.ts";
import { openSteps } from "./open-steps.ts";

/*
 * The laws of SPEC.md, each on generated programs with generated outcomes. FC_SEED plays a failure
 * again, FC_RUNS sets the number of cases.
 */

const { env = {} } = import.meta as { readonly env?: { readonly [name: string]: string } };
const parameters = {
  numRuns: Number(env["FC_RUNS"] ?? 1000),
  ...(env["FC_SEED"] !== undefined && { seed: Number(env["FC_SEED"]) }),
};

type Holds = (given: Case, program: Program) => void;

function law(cases: fc.Arbitrary<Case>, holds: Holds): () => void {
  const property = fc.property(cases, (given) => holds(given, programOf(given)));
  return () => fc.assert(property, parameters);
}

function plainly(program: Program): Tell {
  return (run, fact) => advance(program, run, fact);
}

/** Steps with more frames open than they allow. */
function crowded(run: Run): readonly string[] {
  return [...openSteps(run)].flatMap(({ path, state }) =>
    state.kind === "frames" && state.frames.length > state.plan.concurrency ? [path] : [],
  );
}

function openPaths(run: Run): readonly string[] {
  return [...openSteps(run)].map(({ path }) => path);
}

describe("the laws of advance", () => {
  it(
    "complete: exactly the step runs that the oracle names, with its outputs and times",
    law(anyCase, (given, program) => {
      const driven = drive(program, given, plainly(program));
      expect(actual(program, driven)).toEqual(expected(given));
    }),
  );

  it(
    "confluent: no order of independent outcomes changes an output",
    law(calmCase, (given, program) => {
      const order = shuffled(dice(given.seed));
      const driven = drive(program, given, plainly(program), order);
      expect(timeless(actual(program, driven))).toEqual(timeless(expected(given)));
    }),
  );

  it(
    "deterministic and pure: the same call gives an equal run, the run given is not changed",
    law(anyCase, (given, program) => {
      drive(program, given, (run, fact) => {
        const before = picture(run);
        const once = advance(program, run, fact);
        const twice = advance(program, run, fact);
        expect(picture(run)).toBe(before);
        expect(picture(once)).toBe(picture(twice));
        return once;
      });
    }),
  );

  it(
    "idempotent: a doubled, late or senseless fact gives back the very same run",
    law(anyCase, (given, program) => {
      const untouched = newRun(program, identity);
      for (const fact of beforeStart(1)) expect(advance(program, untouched, fact)).toBe(untouched);
      drive(program, given, (run, fact, facts) => {
        const next = advance(program, run, fact);
        for (const again of told(next, [...facts, fact]))
          expect(advance(program, next, again)).toBe(next);
        for (const one of nonsense(next, fact.at)) expect(advance(program, next, one)).toBe(next);
        return next;
      });
    }),
  );

  it(
    "final: nothing changes a run that has ended, and it owes nothing",
    law(anyCase, (given, program) => {
      const { run, facts } = drive(program, given, plainly(program));
      for (const fact of [...facts, ...anyFact(run, run.endedAt ?? 0)])
        expect(advance(program, run, fact)).toBe(run);
      expect(pending(run)).toEqual({
        performs: [],
        wakeAt: undefined,
        mustProceed: false,
        signals: [],
        calls: [],
      });
    }),
  );

  it(
    "recovered: after a crash at any fact the run and its debts are those before",
    law(anyCase, (given, program) => {
      const random = dice(given.seed);
      const driven = drive(program, given, (run, fact, facts) => {
        const live = advance(program, run, fact);
        if (random() > 0.3) return live;
        const recovered = replay(program, identity, [...facts, fact]);
        expect(picture(recovered)).toBe(picture(live));
        expect(pending(recovered)).toEqual(pending(live));
        return recovered;
      });
      expect(actual(program, driven)).toEqual(expected(given));
    }),
  );

  it(
    "bounded: never more frames open than allowed, never more steps begun than a slice holds",
    law(wideCase, (given, program) => {
      const { run } = drive(program, given, (run, fact) => {
        const next = advance(program, run, fact);
        expect(next.stepRunCount - run.stepRunCount).toBeLessThanOrEqual(sliceSteps);
        expect(crowded(next)).toEqual([]);
        return next;
      });
      expect(isEnded(run)).toBe(true);
    }),
  );

  it(
    "watched: history has one step run for each step begun, and its open ones are the run's",
    law(anyCase, (given, program) => {
      const { run, facts } = drive(program, given, plainly(program));
      const { stepRuns } = readHistory(program, identity, facts);
      expect(new Set(stepRuns.map(({ path }) => path)).size).toBe(run.stepRunCount);
      expect(stepRuns.length).toBe(run.stepRunCount);
      const part = facts.slice(0, Math.floor(dice(given.seed)() * facts.length));
      const middle = readHistory(program, identity, part);
      const open = middle.stepRuns.filter(({ endedAt }) => endedAt === undefined);
      expect(open.map(({ path }) => path).toSorted()).toEqual(openPaths(middle.run).toSorted());
      expect(picture(middle.run)).toBe(picture(replay(program, identity, part)));
    }),
  );
});
