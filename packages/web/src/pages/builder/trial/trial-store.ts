import { createStore, type StoreApi, useStore } from "zustand";
import type { Answer } from "../../../api/call.ts";
import { useDraft } from "../model/draft-context.ts";

/* The last test run, shown on canvas and outline, and whether the dock is open. */

export type Trial = Answer<"testWorkflow">;

export interface TrialState {
  readonly isOpen: boolean;
  readonly trial: Trial | undefined;
  /** The step after which the test ends. */
  readonly until: string | undefined;
  /** A test is to begin. */
  readonly isAsked: boolean;
  readonly isRunning: boolean;
}

export type TrialStore = StoreApi<TrialState>;

export function makeTrialStore(): TrialStore {
  return createStore(() => ({
    isOpen: false,
    trial: undefined,
    until: undefined,
    isAsked: false,
    isRunning: false,
  }));
}

export function useTrialStore(): TrialStore {
  return useDraft().trials;
}

export function useTrial<T>(read: (state: TrialState) => T): T {
  return useStore(useTrialStore(), read);
}

/** Opens the dock, and tries the draft up to the step; not while another test is under way. */
export function runTo(store: TrialStore, stepId: string): void {
  if (store.getState().isRunning) return;
  store.setState({ isOpen: true, until: stepId, isAsked: true });
}

type StepRun = Trial["stepRuns"][number];

/** The last time that a step was run in the trial. */
export function lastRunOf({ trial }: TrialState, stepId: string): StepRun | undefined {
  return trial?.stepRuns.findLast((run) => run.stepId === stepId);
}
