import { describe, expect, it } from "vitest";
import {
  callEventType,
  decisionOutcomes,
  manualEventType,
  scheduleEventType,
  targetedEventTypes,
  webhookEventType,
} from "./event.ts";

describe("events and decisions", () => {
  it("that are for one workflow only are webhooks, manual starts, calls and schedules", () => {
    expect([...targetedEventTypes]).toEqual([
      webhookEventType,
      manualEventType,
      callEventType,
      scheduleEventType,
    ]);
  });

  it("have each outcome once", () => {
    expect(new Set(decisionOutcomes).size).toBe(decisionOutcomes.length);
  });
});
