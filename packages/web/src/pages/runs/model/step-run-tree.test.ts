import { describe, expect, it } from "vitest";
import { shownStepRuns } from "./shown-step-runs.ts";
import { framePathOf, partsOf, type StepRun, treeRows } from "./step-run-tree.ts";

function stepRun(path: string, status: StepRun["status"] = "succeeded"): StepRun {
  const stepId = path.split("/").at(-1) ?? "";
  const startedAt = "2026-11-22T10:00:00.000Z";
  return {
    id: `run_1:${path}`,
    stepId,
    type: "x",
    path,
    status,
    startedAt,
    endedAt: null,
    attempts: 1,
  };
}

const looped = [
  stepRun("big"),
  stepRun("big/yes/each"),
  stepRun("big/yes/each/0/line"),
  stepRun("big/yes/each/1/line", "failed"),
  stepRun("big/yes/each/0/inner"),
  stepRun("big/yes/each/0/inner/0/deep"),
  stepRun("big/yes/each/0/inner/1/deep"),
  stepRun("last"),
];

describe("paths of step runs", () => {
  it("lead through branches and iterations", () => {
    expect(partsOf("big/yes/each/3/line")).toEqual([
      { ownerPath: "big", ownerId: "big", key: "yes" },
      { ownerPath: "big/yes/each", ownerId: "each", key: "3" },
    ]);
    expect(partsOf("big")).toEqual([]);
    expect(framePathOf("big/yes/each/3/line")).toBe("big/yes/each/3");
    expect(framePathOf("big")).toBe("");
  });
});

describe("rows", () => {
  it("stand below the step run whose branch they are in, an iteration's steps together", () => {
    const rows = treeRows(looped).map(({ stepRun: { path }, depth, iteration }) => [
      path,
      depth,
      iteration,
    ]);
    expect(rows).toEqual([
      ["big", 0, undefined],
      ["big/yes/each", 1, undefined],
      ["big/yes/each/0/line", 2, 0],
      ["big/yes/each/0/inner", 2, 0],
      ["big/yes/each/0/inner/0/deep", 3, 0],
      ["big/yes/each/0/inner/1/deep", 3, 1],
      ["big/yes/each/1/line", 2, 1],
      ["last", 0, undefined],
    ]);
  });

  it("are never lost: what has no known owner stands at the top", () => {
    expect(treeRows([stepRun("gone/0/line")]).map(({ depth }) => depth)).toEqual([0]);
  });
});

describe("what the drawing shows", () => {
  it("is the first failed iteration where none is asked for", () => {
    const { byStepId, loops } = shownStepRuns(looped, "");
    expect(byStepId.get("line")?.path).toBe("big/yes/each/1/line");
    expect(byStepId.has("deep")).toBe(false);
    expect(loops.get("each")).toMatchObject({ keys: ["0", "1"], failedKeys: ["1"], chosen: "1" });
    expect(loops.has("inner")).toBe(false);
  });

  it("is the iteration that is asked for, at every depth", () => {
    const { byStepId, loops } = shownStepRuns(looped, "big/yes/each/0/inner/1");
    expect(byStepId.get("deep")?.path).toBe("big/yes/each/0/inner/1/deep");
    expect(loops.get("inner")?.chosen).toBe("1");
  });

  it("is the usual one where there is no such iteration", () => {
    expect(shownStepRuns(looped, "big/yes/each/77").loops.get("each")?.chosen).toBe("1");
  });

  it("is not led astray by a loop whose id begins alike", () => {
    const turns = ["a", "a/0/x", "a/1/x", "ab1", "ab1/0/y"].map((path) => stepRun(path));
    expect(shownStepRuns(turns, "ab1/0").loops.get("a")?.chosen).toBe("0");
  });

  it("knows the branches that were taken", () => {
    const { takenBranches } = shownStepRuns(looped, "big/yes/each/0");
    expect([...takenBranches].toSorted()).toEqual(["big/yes", "each/body", "inner/body"]);
  });
});
