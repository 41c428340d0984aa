import type { Definition, StepDefinition } from "@stepwell/core";
import { createStore, type StoreApi, useStore } from "zustand";
import type { Answer } from "../../../api/call.ts";
import { useDraft } from "../model/draft-context.ts";
import type { Status } from "../../../ui/status-badge.tsx";
import { isAsTested } from "./as-tested.ts";

/* The last test run, shown on canvas and outline, and whether the dock is open. */

export type Trial = Answer<"testWorkflow">;

export interface TrialState {
  readonly isOpen: boolean;
  readonly trial: Trial | undefined;
  /** What was tested. */
  readonly tested: Definition | undefined;
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
    tested: undefined,
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

/** How the step ended when it was last run in the trial, unless it was edited since. */
export function useTrialStatus(step: StepDefinition | undefined): Status | undefined {
  const status = useTrial(({ trial }) => lastRunOf(trial, step?.id)?.status);
  const tested = useTrial((state) => state.tested);
  const isTold = status !== undefined && step !== undefined && tested !== undefined;
  return isTold && isAsTested(step, tested) ? status : undefined;
}

function lastRunOf(trial: Trial | undefined, stepId: string | undefined): StepRun | undefined {
  return trial?.stepRuns.findLast((run) => run.stepId === stepId);
}
