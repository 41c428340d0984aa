import type { Definition, StepDefinition, TriggerDefinition } from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LayoutNode } from "../../canvas/layout.ts";
import { useDrawnLayout } from "../../canvas/use-drawn-layout.ts";
import { NodeCard } from "../../canvas/node-card.tsx";
import { type CanvasParts, WorkflowCanvas } from "../../canvas/workflow-canvas.tsx";
import { classes } from "../../ui/classes.ts";
import { useNodeFace } from "../builder/model/node-face.ts";
import { useStepTexts } from "../builder/model/step-texts.ts";

const nothing: ReadonlySet<string> = new Set();
const scopedBranches = new Set(["body", "error"]);

interface Props {
  readonly definition: Definition;
  /** How high it is. */
  readonly className?: string;
}

/** A workflow to look at: a template, a version. */
export function DefinitionPreview({ definition, className = "h-[60vh]" }: Props) {
  const { t } = useTranslation("builder");
  const texts = useStepTexts();
  const layout = useDrawnLayout(definition, nothing);
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
    <div className={classes("overflow-hidden rounded-card border border-line", className)}>
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
  switch (node.kind) {
    case "trigger":
      return <Face nodeId={node.id} step={undefined} trigger={definition.trigger} />;
    case "step":
      return <Face nodeId={node.id} step={node.step} trigger={definition.trigger} />;
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

interface FaceProps {
  readonly nodeId: string;
  readonly step: StepDefinition | undefined;
  readonly trigger: TriggerDefinition;
}

function Face({ nodeId, step, trigger }: FaceProps) {
  const { icon, family, title, subtitle } = useNodeFace(step, trigger);
  return (
    <NodeCard
      {...{ nodeId, icon, family, title, subtitle }}
      tabIndex={-1}
      onPress={() => undefined}
    />
  );
}
