import type { Definition } from "@stepwell/core";
import { createContext, use } from "react";
import type { Answer } from "../../../api/call.ts";
import type { Shown } from "../model/shown-step-runs.ts";
import type { RunDetail } from "../model/step-run-tree.ts";
import type { RunSearch } from "../routes.ts";
import type { StepRuns } from "./use-step-runs.ts";

/** What all parts of the run view look at. */
export interface RunLook {
  readonly run: RunDetail;
  readonly stepRuns: StepRuns;
  readonly workflow: Answer<"getWorkflow"> | undefined;
  readonly definition: Definition | undefined;
  /** Which step run each step shows. */
  readonly shown: Shown;
  readonly search: RunSearch;
  /** The step of `search` was chosen by nobody. */
  readonly isPreset: boolean;
  look(change: RunSearch): void;
}

export const RunContext = createContext<RunLook | undefined>(undefined);

export function useRunLook(): RunLook {
  const look = use(RunContext);
  if (!look) throw new Error("used outside of a run view");
  return look;
}
