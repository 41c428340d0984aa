import type { Json, JsonObject } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { findingTexts } from "../../run-step.suite.ts";
import { dateStep } from "./definition.ts";

/** Issues of the config, `path: message`. */
function refusals(config: JsonObject): readonly string[] {
  const read = dateStep.compile(config);
  if (read.ok) return [];
  return read.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the checker of date steps", () => {
  const format = { do: "format" };

  it.each<readonly [JsonObject, string]>([
    [
      { steps: [format, { do: "add" }] },
      'steps.1.do: "add" takes a date, but "format" gives a text',
    ],
    [
      { steps: [{ do: "part" }, format] },
      'steps.1.do: "format" takes a date, but "part" gives a number',
    ],
    [
      { steps: [{ do: "is_leap_year" }, { do: "convert", from: "day", to: "day" }] },
      "steps.1.do: ",
    ],
    [{ steps: [{ do: "timestamp" }, { do: "start_of" }] }, "steps.1.do: "],
    [
      { input: 5, steps: [{ do: "add" }] },
      'steps.0.do: "add" takes a date, but the input is a number',
    ],
    [{ steps: [{ do: "from_timestamp" }] }, "steps.0.do: "],
    [{ input: "2026-01-01", steps: [{ do: "from_timestamp" }] }, "steps.0.do: "],
    [{ input: "soon", steps: [{ do: "add" }] }, "input: a date such as"],
    [{ steps: [{ do: "difference", to: "soon" }] }, "steps.0.to: a date such as"],
    [{ steps: [{ do: "time_zone", timeZone: "Mars" }] }, "steps.0.timeZone: an IANA time zone"],
    [{ steps: [{ do: "add", amount: 1.5, unit: "month" }] }, "steps.0.amount: a whole number"],
    [{ steps: [{ do: "add", unit: "decade" }] }, "steps.0.unit: "],
    [{ steps: [{ do: "round" }] }, "steps.0.do: "],
    [{ steps: [{ do: "part", part: "era" }] }, "steps.0.part: "],
    [{ steps: [] }, "steps: "],
    [{}, "steps: "],
  ])("refuses %j", (config, message) => {
    expect(refusals(config)).toEqual([expect.stringContaining(message)]);
  });

  it("leaves to the run what a variable gives", () => {
    const input = "{{ trigger.x }}";
    expect(refusals({ input, steps: [{ do: "from_timestamp" }, { do: "add" }] })).toEqual([]);
    expect(refusals({ input, steps: [{ do: "add" }] })).toEqual([]);
    expect(refusals({ steps: [{ do: "add", amount: 1.5, unit: "hour" }] })).toEqual([]);
  });

  it("knows the type of the result", () => {
    const later = { engine: "formula", expression: "steps.date * 2" };
    const twice = { id: "twice", type: "calculate", config: later };
    const findings = (operations: Json): readonly string[] =>
      findingTexts({ steps: [{ id: "date", type: "date", config: { steps: operations } }, twice] });
    expect(findings([{ do: "part" }])).toEqual([]);
    expect(findings([{ do: "add" }])).toEqual(["error type_mismatch at steps.1.config.expression"]);
    expect(findings([format])).toEqual(["error type_mismatch at steps.1.config.expression"]);
  });

  it.each<readonly [JsonObject, string | undefined]>([
    [{ steps: [{ do: "add" }] }, "date_time"],
    [{ input: "2026-01-01", steps: [{ do: "add" }, { do: "end_of", unit: "year" }] }, "date"],
    [{ input: "2026-01-01", steps: [{ do: "add", unit: "hour" }] }, "date_time"],
    [{ input: "2026-01-01", steps: [{ do: "time_zone", timeZone: "UTC" }] }, "date_time"],
    [{ input: "2026-01-01T00:00", steps: [{ do: "add" }] }, "date_time"],
    [{ input: "{{ trigger.x }}", steps: [{ do: "add" }] }, "date_time"],
    [{ input: 5, steps: [{ do: "from_timestamp" }] }, "date_time"],
    [{ steps: [format] }, undefined],
  ])("%j gives the format %s", (config, expected) => {
    const read = dateStep.compile(config);
    if (!read.ok) throw new Error(JSON.stringify(read.issues));
    const type = read.compiled.output(() => ({ kind: "unknown" }));
    expect(type.kind === "text" ? type.format : "no text").toBe(expected);
  });
});
