import { describe, expect, it } from "vitest";
import { isEndedStatus, runStatuses } from "./run.ts";
import { StoreReadOnlyError } from "./store-port.ts";

describe("the statuses of a run", () => {
  it("end it or do not", () => {
    expect(runStatuses.filter(isEndedStatus)).toEqual([
      "succeeded",
      "failed",
      "canceled",
      "rejected",
    ]);
  });
});

describe("a store that is read-only", () => {
  it("says when to try again", () => {
    const error = new StoreReadOnlyError("the disk is full");
    expect([error.name, error.retryAfterMs]).toEqual(["StoreReadOnlyError", 5000]);
  });
});
