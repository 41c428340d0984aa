import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RetryPolicy } from "../definition.ts";
import { retryDelayMs } from "./retry.ts";

const policy: RetryPolicy = {
  attempts: 5,
  initialDelay: { amount: 1, unit: "seconds" },
  factor: 2,
  maxDelay: 5000,
  jitter: false,
};
const failure = { code: "unavailable", message: "", retryable: true };
const seed = "run_1/act";

describe("the delay before the next attempt", () => {
  it.each([
    [1, 1000],
    [2, 2000],
    [3, 4000],
    [4, 5000],
    [5, undefined],
    [6, undefined],
  ])("after attempt %i it is %s ms", (attempt, expected) => {
    expect(retryDelayMs(policy, { attempt, failure, seed })).toBe(expected);
  });

  it("is not there without a policy, nor for a failure that will come again", () => {
    expect(retryDelayMs(undefined, { attempt: 1, failure, seed })).toBeUndefined();
    const final = { ...failure, retryable: false };
    expect(retryDelayMs(policy, { attempt: 1, failure: final, seed })).toBeUndefined();
  });

  it("is at least what the other side asked for, beyond the maximum too", () => {
    const asked = { ...failure, retryAfterMs: 9000 };
    expect(retryDelayMs(policy, { attempt: 1, failure: asked, seed })).toBe(9000);
    const shorter = { ...failure, retryAfterMs: 10 };
    expect(retryDelayMs(policy, { attempt: 1, failure: shorter, seed })).toBe(1000);
  });

  it("is a whole number of milliseconds", () => {
    const odd = { ...policy, initialDelay: 10, factor: 1.33 };
    expect(retryDelayMs(odd, { attempt: 2, failure, seed })).toBe(13);
  });

  it("with jitter is the same for the same attempt, and spread over all of the span", () => {
    const spread = { ...policy, jitter: true };
    const delays = Array.from({ length: 1000 }, (_, index) =>
      Number(retryDelayMs(spread, { attempt: 1, failure, seed: `run_${index}/act` })),
    );
    expect(retryDelayMs(spread, { attempt: 1, failure, seed: "run_7/act" })).toBe(delays[7]);
    const tenths = new Set(delays.map((delay) => Math.min(9, Math.floor(delay / 100))));
    expect(tenths.size).toBe(10);
    const mean = delays.reduce((sum, delay) => sum + delay, 0) / delays.length;
    expect(mean).toBeGreaterThan(450);
    expect(mean).toBeLessThan(550);
  });

  it("differs between attempts of one step run", () => {
    const spread = { ...policy, factor: 1, jitter: true };
    const first = retryDelayMs(spread, { attempt: 1, failure, seed });
    expect(retryDelayMs(spread, { attempt: 2, failure, seed })).not.toBe(first);
  });

  it("never leaves its bounds", () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 200 }),
        fc.nat({ max: 86_400_000 }),
        fc.integer({ min: 1, max: 10 }),
        fc.nat({ max: 604_800_000 }),
        (attempt, initialDelay, factor, maxDelay) => {
          const any = { attempts: 201, initialDelay, factor, maxDelay, jitter: attempt % 2 === 0 };
          const delay = retryDelayMs(any, { attempt, failure, seed });
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(maxDelay);
        },
      ),
    );
  });
});
