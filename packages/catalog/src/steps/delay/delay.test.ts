import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { findingTexts, runToEnd, shownOf, start, startedAt } from "../../run-step.suite.ts";
import { delay } from "./definition.ts";

function pause(config: JsonObject): JsonObject {
  return { id: "pause", type: "delay", config };
}

const day = 86_400_000;

describe("a delay for a duration", () => {
  it("holds the run until the time has come, and not a moment longer", () => {
    const trial = start({ steps: [pause({ for: { amount: 5, unit: "seconds" } })] });
    expect(trial.run.status).toBe("waiting");
    expect(trial.wakeAt()).toBe(startedAt + 5000);
    trial.wake(startedAt + 4999);
    expect(trial.run.status).toBe("waiting");
    trial.wake(startedAt + 5000);
    expect(shownOf(trial)).toEqual({
      status: "succeeded",
      steps: { pause: "2026-03-01T12:00:05.000Z" },
    });
  });

  it("may take months", () => {
    const trial = start({ steps: [pause({ for: { amount: 26, unit: "weeks" } })] });
    expect(trial.wakeAt()).toBe(startedAt + 182 * day);
    trial.wake(startedAt + 181 * day);
    expect(trial.run.status).toBe("waiting");
    trial.wake(startedAt + 200 * day);
    expect(trial.run.endedAt).toBe(startedAt + 200 * day);
  });

  it("takes its amount from a variable, fractions too", () => {
    const steps = [pause({ for: { amount: "{{ trigger.hours }}", unit: "hours" } })];
    expect(start({ steps, trigger: { hours: 1.5 } }).wakeAt()).toBe(startedAt + 5_400_000);
    expect(runToEnd({ steps, trigger: { hours: 0 } }).status).toBe("succeeded");
  });

  it("is measured in real time: a change of the clock does not stretch or shorten it", () => {
    // The clocks of Berlin go forward on 29 March 2026.
    const settings = { timeZone: "Europe/Berlin" };
    const steps = [pause({ for: { amount: 60, unit: "days" } })];
    expect(start({ steps, settings }).wakeAt()).toBe(startedAt + 60 * day);
  });

  it("fails with the step's time-out where that is shorter", () => {
    const steps = [{ ...pause({ for: { amount: 1, unit: "days" } }), timeout: 1000 }];
    expect(runToEnd({ steps })).toMatchObject({ status: "failed", failed: { pause: "timeout" } });
  });
});

describe("a delay until a time", () => {
  function wakeAt(until: Json, timeZone = "Europe/Berlin"): string {
    const steps = [pause({ until: "{{ trigger.until }}" })];
    const trial = start({ steps, trigger: { until }, settings: { timeZone } });
    return new Date(trial.wakeAt() ?? 0).toISOString();
  }

  it("reads ISO 8601, in the workflow's time zone where no offset is given", () => {
    expect(wakeAt("2026-07-01T08:00:00Z")).toBe("2026-07-01T08:00:00.000Z");
    expect(wakeAt("2026-07-01T08:00:00-05:00")).toBe("2026-07-01T13:00:00.000Z");
    expect(wakeAt("2026-07-01T08:00:00")).toBe("2026-07-01T06:00:00.000Z");
    expect(wakeAt("2026-12-24")).toBe("2026-12-23T23:00:00.000Z");
  });

  it("moves a time that the clock skips forward, and takes the first of a repeated one", () => {
    expect(wakeAt("2026-03-29T02:30")).toBe("2026-03-29T01:30:00.000Z");
    expect(wakeAt("2026-10-25T02:30")).toBe("2026-10-25T00:30:00.000Z");
  });

  it("does not wait for a time that has passed", () => {
    expect(runToEnd({ steps: [pause({ until: "2026-03-01T12:00:00Z" })] }).status).toBe(
      "succeeded",
    );
    expect(runToEnd({ steps: [pause({ until: "1999-01-01" })] })).toMatchObject({
      steps: { pause: "1999-01-01T00:00:00.000Z" },
    });
  });
});

describe("a delay that cannot be", () => {
  it.each<readonly [JsonObject, Json]>([
    [{ until: "{{ trigger.value }}" }, "tomorrow"],
    [{ until: "{{ trigger.value }}" }, "2026-02-30"],
    [{ until: "{{ trigger.value }}" }, ""],
    [{ until: "{{ trigger.value }}" }, 1_772_366_400_000],
    [{ until: "{{ trigger.value }}" }, null],
    [{ for: { amount: "{{ trigger.value }}", unit: "days" } }, -1],
    [{ for: { amount: "{{ trigger.value }}", unit: "days" } }, "3"],
    [{ for: { amount: "{{ trigger.value }}", unit: "days" } }, 1e300],
    [{ for: { amount: "{{ trigger.missing }}", unit: "days" } }, 1],
  ])("%j fails for %j", (config, value) => {
    expect(runToEnd({ steps: [pause(config)], trigger: { value } })).toMatchObject({
      status: "failed",
      failed: { pause: "invalid_value" },
    });
  });

  it.each<JsonObject>([
    {},
    { for: { amount: -1, unit: "days" } },
    { for: { amount: 1, unit: "months" } },
    { for: { amount: 1 } },
    { for: { amount: 1, unit: "days" }, until: "2026-01-01" },
    { until: "tomorrow" },
    { until: "2026-02-30" },
    { until: "" },
    { until: "+275761-01-01T00:00:00Z" },
  ])("%j is refused by the checker", (config) => {
    expect(delay.compile(config).ok).toBe(false);
  });

  it("is refused in a sync workflow", () => {
    const steps = [pause({ for: { amount: 1, unit: "seconds" } })];
    expect(findingTexts({ steps, settings: { mode: "sync" } })).toEqual([
      "error waits_in_sync at steps.0",
    ]);
  });
});
