import type { StepDefinition } from "@stepwell/core";
import { type BuilderState, type Finding, useBuilder } from "./builder-store.ts";
import { type NodeFace, useNodeFace } from "./node-face.ts";

export interface NodeTexts extends NodeFace {
  /** The first error at it. */
  readonly problem: string | undefined;
}

/** What is shown of a step of the draft, or of its trigger where none is given. */
export function useNodeTexts(step: StepDefinition | undefined): NodeTexts {
  const face = useNodeFace(
    step,
    useBuilder((state) => state.definition.trigger),
  );
  return { ...face, problem: useBuilder((state) => problemOf(state, step?.id)) };
}

function problemOf({ findings }: BuilderState, id: string | undefined): string | undefined {
  const isHere = ({ stepId, path }: Finding): boolean =>
    id === undefined ? stepId === null && path.startsWith("trigger") : stepId === id;
  return findings.find((one) => one.severity === "error" && isHere(one))?.message;
}
