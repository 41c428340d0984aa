import type { StepDefinition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { type BuilderState, type Finding, useBuilder } from "./builder-store.ts";
import { useStepTexts } from "./step-texts.ts";

export interface NodeTexts {
  readonly icon: string;
  readonly family: string;
  readonly title: string;
  readonly subtitle: string;
  readonly typeTitle: string;
  /** The first error at it. */
  readonly problem: string | undefined;
}

/** What is shown of a step, or of the trigger where none is given. */
export function useNodeTexts(step: StepDefinition | undefined): NodeTexts {
  const { t } = useTranslation("builder");
  const { steps, triggers } = useCatalog();
  const texts = useStepTexts();
  const trigger = useBuilder((state) => state.definition.trigger);
  const problem = useBuilder((state) => problemOf(state, step?.id));
  if (!step) {
    const icon = triggers.get(trigger.type)?.icon ?? "zap";
    const title = texts.triggerTitle(trigger);
    return {
      icon,
      family: "trigger",
      title,
      subtitle: t("trigger"),
      typeTitle: t("trigger"),
      problem,
    };
  }
  const type = steps.get(step.type);
  return {
    icon: type?.icon ?? "box",
    family: type?.group ?? "flow",
    title: texts.stepTitle(step),
    subtitle: texts.stepSummary(step),
    typeTitle: type?.title ?? step.type,
    problem,
  };
}

function problemOf({ findings }: BuilderState, id: string | undefined): string | undefined {
  const isHere = ({ stepId, path }: Finding): boolean =>
    id === undefined ? stepId === null && path.startsWith("trigger") : stepId === id;
  return findings.find((one) => one.severity === "error" && isHere(one))?.message;
}
