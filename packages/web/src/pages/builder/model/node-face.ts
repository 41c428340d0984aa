import type { StepDefinition, TriggerDefinition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import { useStepTexts } from "./step-texts.ts";

export interface NodeFace {
  readonly icon: string;
  readonly family: string;
  readonly title: string;
  readonly subtitle: string;
  readonly typeTitle: string;
}

/** How a step looks, or the trigger where no step is given: in the builder, in runs, in versions. */
export function useNodeFace(
  step: StepDefinition | undefined,
  trigger: TriggerDefinition,
): NodeFace {
  const { t } = useTranslation("builder");
  const { steps, triggers } = useCatalog();
  const texts = useStepTexts();
  if (!step) {
    const icon = triggers.get(trigger.type)?.icon ?? "zap";
    const title = texts.triggerTitle(trigger);
    const subtitle = texts.triggerSummary(trigger);
    return { icon, family: "trigger", title, subtitle, typeTitle: t("trigger") };
  }
  const type = steps.get(step.type);
  return {
    icon: type?.icon ?? "box",
    family: type?.group ?? "flow",
    title: texts.stepTitle(step),
    subtitle: texts.stepSummary(step),
    typeTitle: type?.title ?? step.type,
  };
}
