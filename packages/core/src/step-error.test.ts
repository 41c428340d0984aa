import { describe, expect, it } from "vitest";
import { failureOf, StepError } from "./step-error.ts";

describe("a failure", () => {
  it("of a step error is what the step said", () => {
    const error = new StepError({ code: "refused", message: "no", details: { status: 403 } });
    expect(error.message).toBe("no");
    const failure = { code: "refused", message: "no", details: { status: 403 }, retryable: false };
    expect(failureOf(error)).toEqual(failure);
    const again = new StepError({ code: "unavailable", message: "later", retryable: true });
    expect(failureOf(again).retryable).toBe(true);
  });

  it("of anything else is a bug of ours and says so", () => {
    const message = "internal error: oh";
    expect(failureOf(new TypeError("oh"))).toEqual({ code: "internal", message, retryable: false });
    expect(failureOf("oh")).toEqual({ code: "internal", message, retryable: false });
  });
});
