import { describe, expect, it } from "vitest";
import {
  decisionOutcomes,
  manualEventType,
  targetedEventTypes,
  webhookEventType,
} from "./event.ts";

describe("events and decisions", () => {
  it("that are for one workflow only are webhooks and manual starts", () => {
    expect([...targetedEventTypes]).toEqual([webhookEventType, manualEventType]);
  });

  it("have each outcome once", () => {
    expect(new Set(decisionOutcomes).size).toBe(decisionOutcomes.length);
  });
});
