import { describe, expect, it } from "vitest";
import { lookedAt, searchAfter } from "./looked-at.ts";

const failed = { status: "failed", error: { code: "e", message: "m", stepId: "ship" } } as const;
const timedOut = { status: "failed", error: undefined } as const;
const good = { status: "succeeded", error: undefined } as const;

describe("what is looked at of a run", () => {
  it("is the step that failed, until another is named", () => {
    expect(lookedAt({}, failed)).toEqual({ search: { step: "ship" }, isPreset: true });
    const other = { step: "charge", place: "each/3" };
    expect(lookedAt(other, failed)).toEqual({ search: other, isPreset: false });
    expect(lookedAt({ tab: "variables" }, failed).search.step).toBeUndefined();
  });

  it("is the whole run where no step failed, or where that was chosen", () => {
    expect(lookedAt({}, good)).toEqual({ search: {}, isPreset: false });
    expect(lookedAt({}, timedOut)).toEqual({ search: {}, isPreset: false });
    expect(lookedAt({ step: "$trigger" }, failed)).toEqual({ search: {}, isPreset: false });
  });

  it("stays what was chosen", () => {
    const whole = searchAfter({}, { step: undefined, tab: undefined }, failed);
    expect(lookedAt(whole, failed).search.step).toBeUndefined();
    expect(searchAfter(whole, { tab: "event" }, failed).step).toBe("$trigger");
    expect(searchAfter({}, { tab: "input" }, failed)).toEqual({ step: "ship", tab: "input" });
    expect(searchAfter({}, { step: undefined }, good)).toEqual({ step: undefined });
  });

  it("is chosen by nobody while only the view changes, or the item of a loop", () => {
    expect(searchAfter({}, { view: "list" }, failed)).toEqual({ view: "list" });
    expect(searchAfter({}, { place: "each/0" }, failed)).toEqual({ place: "each/0" });
  });
});
