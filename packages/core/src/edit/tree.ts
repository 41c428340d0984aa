import type { BranchDefinition, Definition, StepDefinition } from "../definition.ts";

/* Walks over a definition's tree. Nothing is changed: what an edit touches is made anew. */

/** A step with the list that it stands in. */
export interface PlacedStep {
  readonly step: StepDefinition;
  readonly index: number;
  /** The step and branch around it; undefined at the top. */
  readonly branch: { readonly stepId: string; readonly branchId: string } | undefined;
  /** 1 at the top. */
  readonly depth: number;
  /** Path in the definition: `["steps", 0, "branches", 1, "steps", 2]`. */
  readonly path: readonly (string | number)[];
  /** Runs leave it out: it is disabled, or a step around it is. */
  readonly isDisabled: boolean;
}

export function* walkSteps(definition: Definition): Generator<PlacedStep, void> {
  const top = { branch: undefined, depth: 1, path: ["steps"], isDisabled: false };
  yield* walkList(definition.steps, top);
}

type ListPlace = Pick<PlacedStep, "branch" | "depth" | "path" | "isDisabled">;

function* walkList(
  steps: readonly StepDefinition[],
  place: ListPlace,
): Generator<PlacedStep, void> {
  for (const [index, step] of steps.entries()) {
    const path = [...place.path, index];
    const isDisabled = place.isDisabled || step.disabled === true;
    yield { ...place, step, index, path, isDisabled };
    for (const [at, branch] of (step.branches ?? []).entries())
      yield* walkList(branch.steps, {
        branch: { stepId: step.id, branchId: branch.id },
        depth: place.depth + 1,
        path: [...path, "branches", at, "steps"],
        isDisabled,
      });
  }
}

export function findStep(definition: Definition, stepId: string): PlacedStep | undefined {
  for (const placed of walkSteps(definition)) if (placed.step.id === stepId) return placed;
  return undefined;
}

type Mapping = (step: StepDefinition) => readonly StepDefinition[];

/** Every step replaced by what the mapping gives for it; inner steps first. */
export function mapSteps(
  steps: readonly StepDefinition[],
  mapping: Mapping,
): readonly StepDefinition[] {
  return steps.flatMap((step) =>
    mapping(
      step.branches === undefined
        ? step
        : { ...step, branches: step.branches.map((branch) => mapBranch(branch, mapping)) },
    ),
  );
}

function mapBranch(branch: BranchDefinition, mapping: Mapping): BranchDefinition {
  return { ...branch, steps: [...mapSteps(branch.steps, mapping)] };
}
