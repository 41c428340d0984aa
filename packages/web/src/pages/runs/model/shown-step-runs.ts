import { isIteration, partsOf, type StepRun } from "./step-run-tree.ts";

/*
 * Which step run each step of the drawing shows: one iteration of every loop. The place looked at
 * is the path of a list, such as `each/3`; loops that it does not lead through show their first
 * failed iteration, or else their first.
 */

export interface LoopChoice {
  readonly loopPath: string;
  /** Of the iterations that there are, in their order. */
  readonly keys: readonly string[];
  readonly failedKeys: readonly string[];
  readonly chosen: string;
}

export interface Shown {
  readonly byStepId: ReadonlyMap<string, StepRun>;
  /** By the id of the loop. */
  readonly loops: ReadonlyMap<string, LoopChoice>;
  /** `step/branch` of the branches that were entered. */
  readonly takenBranches: ReadonlySet<string>;
}

export function shownStepRuns(stepRuns: readonly StepRun[], place: string): Shown {
  const choices = choicesOf(stepRuns, place);
  const shown = stepRuns.filter(({ path }) => isChosen(path, choices));
  const paths = new Set(shown.map(({ path }) => path));
  return {
    byStepId: new Map(shown.map((stepRun) => [stepRun.stepId, stepRun])),
    loops: new Map(
      [...choices.values()]
        .filter(({ loopPath }) => paths.has(loopPath))
        .map((choice) => [choice.loopPath.split("/").at(-1) ?? "", choice]),
    ),
    takenBranches: new Set(
      shown.flatMap(({ path }) =>
        partsOf(path).map(({ ownerId, key }) => `${ownerId}/${isIteration(key) ? "body" : key}`),
      ),
    ),
  };
}

type Choices = ReadonlyMap<string, LoopChoice>;

function isChosen(path: string, choices: Choices): boolean {
  return partsOf(path).every(
    ({ ownerPath, key }) => !isIteration(key) || choices.get(ownerPath)?.chosen === key,
  );
}

function choicesOf(stepRuns: readonly StepRun[], place: string): Choices {
  const keys = new Map<string, Map<string, boolean>>();
  for (const { path, status } of stepRuns)
    for (const { ownerPath, key } of partsOf(path)) {
      if (!isIteration(key)) continue;
      const known = keys.get(ownerPath) ?? new Map<string, boolean>();
      known.set(key, (known.get(key) ?? false) || status === "failed");
      keys.set(ownerPath, known);
    }
  return new Map([...keys].map(([path, known]) => [path, choiceOf(path, known, place)]));
}

function choiceOf(
  loopPath: string,
  known: ReadonlyMap<string, boolean>,
  place: string,
): LoopChoice {
  const keys = [...known.keys()].toSorted((one, other) => Number(one) - Number(other));
  const failedKeys = keys.filter((key) => known.get(key));
  const wanted = keyAt(loopPath, place);
  const chosen = wanted !== undefined && known.has(wanted) ? wanted : (failedKeys[0] ?? keys[0]);
  return { loopPath, keys, failedKeys, chosen: chosen ?? "0" };
}

function keyAt(loopPath: string, place: string): string | undefined {
  return place.startsWith(`${loopPath}/`)
    ? place.slice(loopPath.length + 1).split("/")[0]
    : undefined;
}
