import type { Answer } from "../../../api/call.ts";

/*
 * Where a step run stands: its path is `step`, or `step/key/step/…`, where a key is a branch's id
 * or, in a loop, the index of an iteration.
 */

export type RunDetail = Answer<"getRun">;
export type StepRun = RunDetail["stepRuns"][number];

export interface PathPart {
  /** The path of the step run that has the branch or iteration. */
  readonly ownerPath: string;
  readonly ownerId: string;
  readonly key: string;
}

/** The branches and iterations that a path leads through, the outermost first. */
export function partsOf(path: string): readonly PathPart[] {
  const names = path.split("/");
  const parts: PathPart[] = [];
  for (let at = 1; at < names.length; at += 2) {
    const ownerPath = names.slice(0, at).join("/");
    parts.push({ ownerPath, ownerId: names[at - 1] ?? "", key: names[at] ?? "" });
  }
  return parts;
}

/** Branches have ids, which begin with a letter. */
export function isIteration(key: string): boolean {
  return /^\d+$/.test(key);
}

/** The path of the list that a step run stands in; empty at the top. */
export function framePathOf(path: string): string {
  return path.split("/").slice(0, -1).join("/");
}

export interface TreeRow {
  readonly stepRun: StepRun;
  readonly depth: number;
  /** Of the innermost loop around it, from 0. */
  readonly iteration: number | undefined;
}

/** Step runs as rows, each below the one whose branch it is in, in the order of their begin. */
export function treeRows(stepRuns: readonly StepRun[]): readonly TreeRow[] {
  const known = new Set(stepRuns.map(({ path }) => path));
  const inside = Map.groupBy(stepRuns, ({ path }) => {
    const owner = partsOf(path).at(-1)?.ownerPath ?? "";
    return known.has(owner) ? owner : "";
  });
  const rows: TreeRow[] = [];
  const add = (owner: string, depth: number): void => {
    for (const stepRun of inKeys(inside.get(owner) ?? [])) {
      rows.push({ stepRun, depth, iteration: iterationOf(stepRun.path) });
      add(stepRun.path, depth + 1);
    }
  };
  add("", 0);
  return rows;
}

/** The steps of one iteration stay together, also where iterations ran beside each other. */
function inKeys(stepRuns: readonly StepRun[]): readonly StepRun[] {
  return [...Map.groupBy(stepRuns, ({ path }) => framePathOf(path)).values()].flat();
}

function iterationOf(path: string): number | undefined {
  const key = partsOf(path).at(-1)?.key ?? "";
  return isIteration(key) ? Number(key) : undefined;
}
