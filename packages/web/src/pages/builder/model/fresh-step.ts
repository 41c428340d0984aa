import type { StepDefinition } from "@stepwell/core";
import { createStore, useStore } from "zustand";

/* The step that was inserted last, as it was inserted: what is asked of a new step alone looks here. */

interface Fresh {
  readonly step: StepDefinition | undefined;
}

const freshStore = createStore<Fresh>(() => ({ step: undefined }));

export function setFreshStep(step: StepDefinition | undefined): void {
  freshStore.setState({ step });
}

/** Whether the step is the one that was inserted last and nothing was done with it yet. */
export function useIsFresh(step: StepDefinition): boolean {
  return useStore(freshStore, ({ step: fresh }) => fresh !== undefined && isUntouched(step, fresh));
}

export function isUntouched(now: StepDefinition, inserted: StepDefinition): boolean {
  return (
    now.id === inserted.id &&
    now.type === inserted.type &&
    now.config === inserted.config &&
    (now.branches ?? []).every(({ steps }) => steps.length === 0)
  );
}
