import { describe, expect, it } from "vitest";
import { configEdits } from "./config-edits.ts";
import { setOrClear } from "../../model/set-or-clear.ts";
import { onErrorEdits } from "./on-error-edits.ts";

const step = { id: "one", type: "http", config: {} };
const inner = { id: "two", type: "end", config: {} };

describe("what a failure means", () => {
  it("brings a branch with it, and takes it away while it is empty", () => {
    expect(onErrorEdits(step, "branch").map(({ op }) => op)).toEqual(["updateStep", "addBranch"]);
    const branched = { ...step, branches: [{ id: "error", steps: [] }] };
    expect(onErrorEdits(branched, "fail").map(({ op }) => op)).toEqual([
      "updateStep",
      "removeBranch",
    ]);
    const full = { ...step, branches: [{ id: "error", steps: [inner] }] };
    expect(onErrorEdits(full, "continue").map(({ op }) => op)).toEqual(["updateStep"]);
  });

  it("sets a field or clears it", () => {
    expect(setOrClear("one", { timeout: 5 })).toMatchObject([{ set: { timeout: 5 }, clear: [] }]);
    expect(setOrClear("one", { retry: undefined })).toMatchObject([{ set: {}, clear: ["retry"] }]);
  });
});

describe("the mode of a condition", () => {
  const condition = { id: "c", type: "condition", config: {} };

  it("brings its branches, and takes those away in which there is nothing", () => {
    const edits = configEdits(condition, { mode: "branches" });
    expect(edits.map(({ op }) => op)).toEqual(["setConfig", "addBranch", "addBranch"]);
    const branched = {
      ...condition,
      config: { mode: "branches" },
      branches: [
        { id: "yes", steps: [inner] },
        { id: "no", steps: [] },
      ],
    };
    expect(configEdits(branched, { mode: "continue" })).toMatchObject([
      { op: "setConfig" },
      { op: "removeBranch", branchId: "no" },
    ]);
  });
});
