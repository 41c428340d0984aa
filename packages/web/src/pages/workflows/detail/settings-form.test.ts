import type { Definition, Settings } from "@stepwell/core";
import { describe, expect, it } from "vitest";
import { formOf, settingsOf, tagsIn } from "./settings-form.ts";

function definitionWith(settings: Settings): Definition {
  const trigger = { type: "manual", config: {} };
  return { format: "stepwell/v1", name: "a", trigger, steps: [], settings };
}

describe("the settings of a workflow", () => {
  it.each<Settings>([
    {},
    { mode: "sync", confidential: true, timeZone: "Europe/Berlin" },
    { timeout: { amount: 5, unit: "days" }, cycleLimit: 3 },
    { concurrency: { limit: 1, key: "{{ trigger.id }}" } },
    { concurrency: { limit: 4 }, retention: { succeededDays: 0, failedDays: 30 } },
  ])("%j goes through the form unchanged", (settings) => {
    expect(settingsOf(formOf(definitionWith(settings)))).toEqual(settings);
  });

  it.each([
    [90_000, 90, "seconds"],
    [7_200_000, 2, "hours"],
    [604_800_000, 1, "weeks"],
  ])("%i ms are %i %s", (timeout, amount, unit) => {
    const form = formOf(definitionWith({ timeout }));
    expect([form.timeout, form.timeoutUnit]).toEqual([amount, unit]);
  });

  it("reads tags with commas between, each once", () => {
    expect(tagsIn(" a, b,,a ,c d")).toEqual(["a", "b", "c d"]);
  });
});
