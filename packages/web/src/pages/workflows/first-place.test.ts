import { expect, it } from "vitest";
import { firstPlace } from "./first-place.ts";

const finding = (stepId: string | null, severity: "error" | "warning" = "error") => ({
  code: "required",
  message: "is needed",
  path: "steps.0",
  severity,
  stepId,
});

it("a new workflow is opened at what is not complete, else at its trigger", () => {
  expect(firstPlace([], false)).toBe("$trigger");
  expect(firstPlace([finding("a", "warning"), finding("b"), finding("c")], false)).toBe("b");
  expect(firstPlace([finding(null), finding("c")], false)).toBe("$trigger");
  expect(firstPlace([finding("b")], true)).toBeUndefined();
});
