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
  const run = (resumedAt: string | undefined, createdAt = resumedAt ?? early) => ({
    resumedAt,
    createdAt,
  });
  const [middle, end] = ["2026-01-01T12:00:00.000Z", "2026-01-03T10:00:00.000Z"];

  it("is all of it where the run was not resumed, or took it over as it was", () => {
    expect(ownPart(step(early, end), run(undefined))).toBe(early);
    expect(ownPart(step(early, middle), run(late))).toBe(early);
    expect(ownPart(step(late, end), run(middle))).toBe(late);
  });

  it("is from where the run was resumed, where it was open then", () => {
    expect(ownPart(step(early, end), run(late))).toBe(late);
    expect(ownPart(step(early, null), run(late))).toBe(late);
  });

  it("is from where the run was made, which is a little later", () => {
    expect(ownPart(step(early, end), run(middle, late))).toBe(late);
    // Nothing has ended before it began.
    expect(ownPart(step(early, middle), run(early, late))).toBe(middle);
    expect(ownPart(step(late, end), run(early, middle))).toBe(late);
  });

  it("is none where the run before it had ended the step", () => {
    expect(isFromBefore(step(early, middle), run(late))).toBe(true);
    // It may have been done in the moment that the run went on.
    expect(isFromBefore(step(early, late), run(late))).toBe(false);
    expect(isFromBefore(step(early, end), run(late))).toBe(false);
    expect(isFromBefore(step(early, null), run(late))).toBe(false);
    expect(isFromBefore(step(early, middle), run(undefined))).toBe(false);
  });

  it("has the spans that end in it, from where it begins", () => {
    const at = (time: string): number => Date.parse(time);
    const spans = [
      { from: at(early), to: at(middle) },
      { from: at(middle), to: at(end) },
    ];
    expect(ownSpans(spans, step(early, end), run(late))).toEqual([{ from: at(late), to: at(end) }]);
    expect(ownSpans(spans, step(early, end), run(undefined))).toEqual(spans);
  });
});
