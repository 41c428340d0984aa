import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "./system-clock.ts";

const dayMs = 86_400_000;

describe("the system's clock", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("calls back after sixty days, more than one timer can hold, and not before", () => {
    const rung = vi.fn<() => void>();
    systemClock.wakeAt(systemClock.now() + 60 * dayMs, rung);
    vi.advanceTimersByTime(60 * dayMs - 1);
    expect(rung).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(rung).toHaveBeenCalledTimes(1);
  });

  it("calls back soon where the instant is past, and never where it was undone", () => {
    const rung = vi.fn<() => void>();
    const undone = vi.fn<() => void>();
    systemClock.wakeAt(systemClock.now() - dayMs, rung);
    const undo = systemClock.wakeAt(systemClock.now() + 60 * dayMs, undone);
    vi.advanceTimersByTime(2 * 3_600_000);
    undo();
    vi.advanceTimersByTime(90 * dayMs);
    expect(rung).toHaveBeenCalledTimes(1);
    expect(undone).not.toHaveBeenCalled();
  });
});
