import { describe, expect, it } from "vitest";
import { defaultLimits, limitMessage } from "./limits.ts";

describe("limits", () => {
  it("have the defaults of the specification", () => {
    expect(defaultLimits).toEqual({
      activeWorkflowsMax: 6,
      workflowsMax: 20,
      stepsPerWorkflowMax: 12,
      conditionListItemsMax: 100,
      rerunDays: 30,
      loopIterationsMax: 10_000,
      nestingDepthMax: 8,
      eventBytesMax: 1_048_576,
      stepOutputBytesMax: 1_048_576,
      scriptTimeMs: 10_000,
      scriptMemoryBytesMax: 67_108_864,
      httpResponseBytesMax: 5_242_880,
      runJournalEntriesMax: 100_000,
    });
  });

  it("say their name, value and where to raise them", () => {
    expect(limitMessage("workflowsMax", 20)).toBe(
      "The limit workflowsMax (20) is reached. An admin can raise it in Settings → Limits (PATCH /settings/limits).",
    );
  });
});
