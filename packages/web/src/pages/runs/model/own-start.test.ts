import { describe, expect, it } from "vitest";
import { isFromBefore, ownPart, ownSpans, ownStart } from "./own-start.ts";

const [early, late] = ["2026-01-01T10:00:00.000Z", "2026-01-02T10:00:00.000Z"];

describe("a run's own start", () => {
  it("is that of the run, where it began by itself", () => {
    expect(ownStart({ createdAt: early, startedAt: late, rerunOf: null })).toBe(late);
    expect(ownStart({ createdAt: early, startedAt: late, rerunOf: "run_1" })).toBe(late);
    expect(ownStart({ createdAt: early, startedAt: null, rerunOf: "run_1" })).toBeNull();
  });

  it("is when it was made, where it goes on from one that began before", () => {
    expect(ownStart({ createdAt: late, startedAt: early, rerunOf: "run_1" })).toBe(late);
    // A clock that was set back made no run a resumed one.
    expect(ownStart({ createdAt: late, startedAt: early, rerunOf: null })).toBe(early);
  });
});

describe("a step's own part of a run", () => {
  const step = (startedAt: string, endedAt: string | null) => ({ startedAt, endedAt });
  const [middle, end] = ["2026-01-01T12:00:00.000Z", "2026-01-03T10:00:00.000Z"];

  it("is all of it where the run was not resumed, or took it over as it was", () => {
    expect(ownPart(step(early, end), { resumedAt: undefined })).toBe(early);
    expect(ownPart(step(early, middle), { resumedAt: late })).toBe(early);
    expect(ownPart(step(late, end), { resumedAt: middle })).toBe(late);
  });

  it("is from where the run was resumed, where it was open then", () => {
    expect(ownPart(step(early, end), { resumedAt: late })).toBe(late);
    expect(ownPart(step(early, null), { resumedAt: late })).toBe(late);
  });

  it("is none where the run before it had ended the step", () => {
    expect(isFromBefore(step(early, middle), { resumedAt: late })).toBe(true);
    // It may have been done in the moment that the run went on.
    expect(isFromBefore(step(early, late), { resumedAt: late })).toBe(false);
    expect(isFromBefore(step(early, end), { resumedAt: late })).toBe(false);
    expect(isFromBefore(step(early, null), { resumedAt: late })).toBe(false);
    expect(isFromBefore(step(early, middle), { resumedAt: undefined })).toBe(false);
  });

  it("has the spans that end in it, from where it begins", () => {
    const at = (time: string): number => Date.parse(time);
    const spans = [
      { from: at(early), to: at(middle) },
      { from: at(middle), to: at(end) },
    ];
    expect(ownSpans(spans, step(early, end), { resumedAt: late })).toEqual([
      { from: at(late), to: at(end) },
    ]);
    expect(ownSpans(spans, step(early, end), { resumedAt: undefined })).toEqual(spans);
  });
});
