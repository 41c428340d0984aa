import { type Definition, findStep, type StepDefinition } from "@stepwell/core";

/** Whether the step does what it did in the test: its title, its note and the steps inside of it aside. */
export function isAsTested(step: StepDefinition, tested: Definition): boolean {
  const before = findStep(tested, step.id)?.step;
  return before === step || (before !== undefined && doingOf(before) === doingOf(step));
}

function doingOf({ title: _title, note: _note, branches = [], ...own }: StepDefinition): string {
  return JSON.stringify([own, branches.map(({ id, when }) => [id, when])]);
}
