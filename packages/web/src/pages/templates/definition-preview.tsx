import type { Definition } from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../api/catalog.ts";
import { type LayoutNode, layOut } from "../../canvas/layout.ts";
import { NodeCard } from "../../canvas/node-card.tsx";
import { type CanvasParts, WorkflowCanvas } from "../../canvas/workflow-canvas.tsx";
import { useStepTexts } from "../builder/model/step-texts.ts";

const nothing: ReadonlySet<string> = new Set();
const scopedBranches = new Set(["body", "error"]);

/** A workflow to look at: a template, a version. */
export function DefinitionPreview({ definition }: { readonly definition: Definition }) {
  const { t } = useTranslation("builder");
  const texts = useStepTexts();
  const layout = useMemo(() => layOut(definition, nothing), [definition]);
  const parts = useMemo<CanvasParts>(
    () => ({
      node: (node) => <PreviewNode node={node} definition={definition} />,
      label: ({ branch }) => (
        <span className="max-w-52 truncate rounded-full border border-line bg-surface px-2.5 py-0.5 text-small font-medium text-ink-2">
          {texts.branchTitle(branch)}
        </span>
      ),
      isRegion: (_stepId, branchId) => scopedBranches.has(branchId),
    }),
    [definition, texts],
  );
  return (
    <div className="h-[60vh] overflow-hidden rounded-card border border-line">
      <WorkflowCanvas label={t("canvas")} layout={layout} parts={parts} />
    </div>
  );
}

interface NodeProps {
  readonly node: LayoutNode;
  readonly definition: Definition;
}

function PreviewNode({ node, definition }: NodeProps) {
  const { t } = useTranslation("builder");
  const { steps, triggers } = useCatalog();
  const texts = useStepTexts();
  const nothingToDo = (): void => undefined;
  switch (node.kind) {
    case "trigger":
      return (
        <NodeCard
          nodeId={node.id}
          icon={triggers.get(definition.trigger.type)?.icon ?? "zap"}
          family="trigger"
          title={texts.triggerTitle(definition.trigger)}
          subtitle={t("trigger")}
          tabIndex={-1}
          onPress={nothingToDo}
        />
      );
    case "step":
      return (
        <NodeCard
          nodeId={node.id}
          icon={steps.get(node.step.type)?.icon ?? "box"}
          family={steps.get(node.step.type)?.group ?? "flow"}
          title={texts.stepTitle(node.step)}
          subtitle={texts.stepSummary(node.step)}
          tabIndex={-1}
          onPress={nothingToDo}
        />
      );
    case "slot":
      return <span className="block h-16 w-44 rounded-card border border-dashed border-line" />;
    case "end":
      return (
        <span className="flex h-7 w-18 items-center justify-center rounded-full border border-edge bg-surface text-small text-ink-2">
          {t("end")}
        </span>
      );
  }
}
