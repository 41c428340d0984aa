import { describe, expect, it } from "vitest";
import { eventFilterOf, eventQueryOf } from "./event-filter.ts";

describe("the filter of events", () => {
  it("asks for events that started a run, for those that did not, or for all", () => {
    const asked = (outcome: unknown) => eventQueryOf(eventFilterOf({ outcome }));
    expect(asked("started")).toEqual({ started: "true" });
    expect(asked("ignored")).toEqual({ started: "false" });
    expect(asked("nonsense")).toEqual({});
  });

  it("takes texts that look like numbers for texts", () => {
    expect(eventQueryOf(eventFilterOf({ q: 42, type: "a.b", source: "", from: "x" }))).toEqual({
      q: "42",
      type: "a.b",
    });
  });
});
