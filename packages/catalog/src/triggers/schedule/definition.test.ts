import { type JsonObject, typeAt } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { findingTexts } from "../../run-step.suite.ts";
import { schedule } from "./definition.ts";

function refusals(config: JsonObject): readonly string[] {
  const result = schedule.compile(config);
  if (result.ok) return [];
  return result.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

const every = { amount: 1, unit: "days" };

describe("the schedule trigger", () => {
  it("sends its events to its own workflow, and tells when it was due", () => {
    const result = schedule.compile({ mode: "cron", cron: "0 8 * * *" });
    if (!result.ok) throw new Error("refused");
    expect(result.compiled).toMatchObject({ listens: "own", mode: "async", warnings: [] });
    expect(typeAt(result.compiled.output, ["scheduledAt"])).toMatchObject({
      type: { format: "date_time" },
    });
    expect(typeAt(result.compiled.output, ["sequence"])).toMatchObject({
      type: { kind: "number" },
    });
  });

  it.each<readonly [JsonObject, string]>([
    [{}, "mode: "],
    [{ mode: "once" }, "at: "],
    [{ mode: "once", at: "tomorrow" }, "at: a date or a date and time in ISO 8601"],
    [{ mode: "once", at: "2026-02-30" }, "at: a date"],
    [{ mode: "once", at: "2026-01-01", limit: 2 }, ": Unrecognized key"],
    [{ mode: "once", at: "2026-01-01", timeZone: "Mars" }, "timeZone: an IANA time zone"],
    [{ mode: "every", every }, "start: "],
    [{ mode: "every", every: { amount: 0, unit: "days" }, start: "2026-01-01" }, "every.amount: "],
    [{ mode: "every", every: { amount: 1.5, unit: "days" }, start: "2026-01-01" }, "every.amount"],
    [{ mode: "every", every: { amount: 1, unit: "years" }, start: "2026-01-01" }, "every.unit: "],
    [{ mode: "cron", cron: "" }, "cron: a cron expression has five fields"],
    [{ mode: "cron", cron: "0 8 * *" }, "cron: a cron expression has five fields"],
    [{ mode: "cron", cron: "2026-01-01T00:00:00" }, "cron: a cron expression has five fields"],
    [{ mode: "cron", cron: "0 25 * * *" }, "cron: this is no cron expression: Invalid value"],
    [{ mode: "cron", cron: "0 0 0 1 1 * 2030" }, "cron: this is no cron expression: mode"],
    [{ mode: "cron", cron: "0 0 30 2 *" }, "cron: this cron expression never comes"],
    [{ mode: "cron", cron: "0 8 * * *", limit: 0 }, "limit: "],
    [{ mode: "cron", cron: "0 8 * * *", missed: "some" }, "missed: "],
  ])("refuses %j", (config, message) => {
    expect(refusals(config)).toEqual([expect.stringContaining(message)]);
  });

  it("warns of a schedule that ends before it begins", () => {
    const step = { id: "note", type: "output", config: { value: "{{ trigger.sequence }}" } };
    const config = { mode: "every", every, start: "2026-01-02", end: "2026-01-01" };
    const triggeredBy = { type: "schedule", config };
    expect(findingTexts({ steps: [step], triggeredBy })).toEqual([
      expect.stringMatching(/^warning .* at trigger.config.end$/),
    ]);
  });
});
