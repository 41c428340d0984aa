import { describe, expect, it } from "vitest";
import { failedStepOf, lookedAt, searchAfter } from "./looked-at.ts";
import type { StepRun } from "./step-run-tree.ts";

const failed = "ship";

describe("what is looked at of a run", () => {
  it("is the step that failed, until another is named", () => {
    expect(lookedAt({}, failed)).toEqual({ search: { step: "ship" }, isPreset: true });
    const other = { step: "charge", place: "each/3" };
    expect(lookedAt(other, failed)).toEqual({ search: other, isPreset: false });
    expect(lookedAt({ tab: "variables" }, failed).search.step).toBeUndefined();
  });

  it("is the whole run where no step failed, or where that was chosen", () => {
    expect(lookedAt({}, undefined)).toEqual({ search: {}, isPreset: false });
    expect(lookedAt({ step: "$trigger" }, failed)).toEqual({ search: {}, isPreset: false });
  });

  it("stays what was chosen", () => {
    const whole = searchAfter({}, { step: undefined, tab: undefined }, failed);
    expect(lookedAt(whole, failed).search.step).toBeUndefined();
    expect(searchAfter(whole, { tab: "event" }, failed).step).toBe("$trigger");
    expect(searchAfter({}, { tab: "input" }, failed)).toEqual({ step: "ship", tab: "input" });
    // Which step fails is not known yet, or there is none so far.
    const before = searchAfter({ step: "charge" }, { step: undefined, tab: undefined }, undefined);
    expect(lookedAt(before, failed)).toMatchObject({
      isPreset: false,
      search: { step: undefined },
    });
  });

  it("is chosen by nobody while only the view changes, or the item of a loop", () => {
    expect(searchAfter({}, { view: "list" }, failed)).toEqual({ view: "list" });
    expect(searchAfter({}, { place: "each/0" }, failed)).toEqual({ place: "each/0" });
  });
});

describe("the step that failed", () => {
  const error = { code: "e", message: "m", stepId: "ship" };
  const shown = (...ids: string[]) => ({
    byStepId: new Map(ids.map((id) => [id, { stepId: id } as StepRun])),
  });

  it("is the one that the run says, where it has been read", () => {
    expect(failedStepOf({ status: "failed", error }, shown("charge", "ship"))).toBe("ship");
    expect(failedStepOf({ status: "failed", error }, shown("charge"))).toBeUndefined();
  });

  it("is none where the run went well, or came to its time", () => {
    expect(failedStepOf({ status: "running", error }, shown("ship"))).toBeUndefined();
    expect(failedStepOf({ status: "failed", error: undefined }, shown("ship"))).toBeUndefined();
  });
});
