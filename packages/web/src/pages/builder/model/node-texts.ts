import type { StepDefinition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { type BuilderState, type Finding, useBuilder } from "./builder-store.ts";
import { triggerId } from "../../../canvas/layout.ts";
import { isDisabledIn } from "./disabled.ts";
import { type NodeFace, useNodeFace } from "./node-face.ts";

export interface NodeTexts extends NodeFace {
  /** The first error at it. */
  readonly problem: string | undefined;
  /** Runs leave it out. */
  readonly isDisabled: boolean;
}

/** What is shown of a step of the draft, or of its trigger where none is given. */
export function useNodeTexts(step: StepDefinition | undefined): NodeTexts {
  const { t } = useTranslation("builder");
  const face = useNodeFace(
    step,
    useBuilder((state) => state.definition.trigger),
  );
  const isDisabled = useBuilder(({ definition }) => isDisabledIn(definition, step?.id));
  const subtitle = isDisabled ? t("disabled_step", { does: face.subtitle }) : face.subtitle;
  const problem = useBuilder((state) => problemOf(state, step?.id));
  return { ...face, subtitle, problem, isDisabled };
}

function problemOf({ findings, filling }: BuilderState, id: string | undefined) {
  if (filling === (id ?? triggerId)) return undefined;
  const isHere = ({ stepId, path }: Finding): boolean =>
    id === undefined ? stepId === null && path.startsWith("trigger") : stepId === id;
  return findings.find((one) => one.severity === "error" && isHere(one))?.message;
}
