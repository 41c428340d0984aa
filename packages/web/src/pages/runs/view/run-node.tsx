import type { StepDefinition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import type { LayoutNode } from "../../../canvas/layout.ts";
import { NodeCard } from "../../../canvas/node-card.tsx";
import { StatusSign } from "../../../ui/status-badge.tsx";
import { isDisabledIn } from "../../builder/model/disabled.ts";
import { useStepTexts } from "../../builder/model/step-texts.ts";
import { isFromBefore } from "../model/own-start.ts";
import { StepDuration } from "../run-duration.tsx";
import { useRunLook } from "./run-context.ts";

type Shown = Extract<LayoutNode, { kind: "trigger" | "step" }>;

/** The trigger or a step, and how it went. */
export function RunNode({ node }: { readonly node: Shown }) {
  return node.kind === "step" ? <StepNode step={node.step} /> : <TriggerNode nodeId={node.id} />;
}

function TriggerNode({ nodeId }: { readonly nodeId: string }) {
  const { run, definition, search, look } = useRunLook();
  const { triggers } = useCatalog();
  const { triggerTitle } = useStepTexts();
  if (!definition) return null;
  return (
    <NodeCard
      nodeId={nodeId}
      icon={triggers.get(definition.trigger.type)?.icon ?? "zap"}
      family="trigger"
      title={triggerTitle(definition.trigger)}
      subtitle={run.event.type}
      isSelected={search.step === undefined}
      tabIndex={search.step === undefined ? 0 : -1}
      onPress={() => look({ step: undefined, tab: undefined })}
    />
  );
}

/** In words, and how long it took; or that it was before the run was resumed. */
function HowItWent({ step }: { readonly step: StepDefinition }) {
  const { t } = useTranslation();
  const { t: ofRuns } = useTranslation("runs");
  const { run, shown, definition } = useRunLook();
  const stepRun = shown.byStepId.get(step.id);
  if (!stepRun)
    return definition && isDisabledIn(definition, step.id) ? t("disabled") : t("status.skipped");
  return (
    <>
      {t(`status.${stepRun.status}`)} ·{" "}
      {isFromBefore(stepRun, run) ? ofRuns("from_before") : <StepDuration stepRun={stepRun} />}
    </>
  );
}

function StepNode({ step }: { readonly step: StepDefinition }) {
  const { shown, search, look } = useRunLook();
  const { steps } = useCatalog();
  const { stepTitle, typeTitle } = useStepTexts();
  const type = steps.get(step.type);
  const stepRun = shown.byStepId.get(step.id);
  const status = stepRun?.status ?? "skipped";
  const isSelected = search.step === step.id;
  return (
    <NodeCard
      nodeId={step.id}
      icon={type?.icon ?? "box"}
      family={type?.group ?? "flow"}
      title={stepTitle(step)}
      subtitle={<HowItWent step={step} />}
      hint={typeTitle(step.type)}
      look={status === "failed" ? "problem" : stepRun ? "plain" : "faint"}
      isSelected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      onPress={() => look({ step: step.id, tab: undefined })}
      sign={
        // The words are below the title.
        <span aria-hidden>
          <StatusSign status={status} />
        </span>
      }
    />
  );
}
