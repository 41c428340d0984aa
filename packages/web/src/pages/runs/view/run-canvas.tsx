import type { Definition } from "@stepwell/core";
import { type KeyboardEvent, useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type LayoutLabel, type LayoutNode, triggerId } from "../../../canvas/layout.ts";
import { useDrawnLayout } from "../../../canvas/use-drawn-layout.ts";
import type { MapLook } from "../../../canvas/canvas-map.tsx";
import { type CanvasParts, WorkflowCanvas } from "../../../canvas/workflow-canvas.tsx";
import { Skeleton } from "../../../ui/skeleton.tsx";
import { useStepTexts } from "../../builder/model/step-texts.ts";
import { directionOf, neighbour } from "../../builder/model/walk.ts";
import { wasReached } from "../model/reached.ts";
import { LoopChooser } from "./loop-chooser.tsx";
import { useRunLook } from "./run-context.ts";
import { RunNode } from "./run-node.tsx";

const nothingCollapsed: ReadonlySet<string> = new Set();
const noDefinition: Definition = {
  format: "stepwell/v1",
  name: "",
  trigger: { type: "manual", config: {} },
  steps: [],
};
const tinted = new Set(["body", "error"]);

/** The run on the drawing of the version that it ran. */
export function RunCanvas() {
  const { t } = useTranslation("runs");
  const { definition, run, search, shown, look } = useRunLook();
  const layout = useDrawnLayout(definition ?? noDefinition, nothingCollapsed);
  const parts = useMemo<CanvasParts>(
    () => ({
      node: (node) => <CanvasNode node={node} />,
      label: (label) => <BranchLabel label={label} />,
      isRegion: (_stepId, branchId) => tinted.has(branchId),
      lineLook: (goal) => (wasReached(goal, shown, run.status) ? "taken" : "faint"),
    }),
    [shown, run.status],
  );
  const mapLook = useCallback(
    (id: string): MapLook => {
      if (shown.byStepId.get(id)?.status === "failed") return "bad";
      return id === (search.step ?? triggerId) ? "chosen" : "plain";
    },
    [search.step, shown],
  );
  if (!definition) return <Skeleton />;
  const onKeyDown = (pressed: KeyboardEvent): void => {
    const direction = directionOf(pressed.key);
    if (!direction || !(pressed.target as Element).matches("[data-node]")) return;
    pressed.preventDefault();
    const next = neighbour(definition, search.step ?? triggerId, direction);
    if (next === undefined) return;
    look({ step: next === triggerId ? undefined : next });
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`[data-node="${next}"]`)?.focus(),
    );
  };
  return (
    <div
      role="presentation"
      onKeyDown={onKeyDown}
      className="min-h-0 flex-1 max-lg:h-120 max-lg:flex-none"
    >
      <WorkflowCanvas
        label={t("canvas")}
        layout={layout}
        parts={parts}
        shownId={search.step ?? triggerId}
        mapLook={mapLook}
      />
    </div>
  );
}

function CanvasNode({ node }: { readonly node: LayoutNode }) {
  const { t } = useTranslation("runs");
  switch (node.kind) {
    case "trigger":
    case "step":
      return <RunNode node={node} />;
    case "slot":
      return (
        <span className="flex h-16 w-44 items-center justify-center text-small text-ink-3">
          {t("no_steps")}
        </span>
      );
    case "end":
      return (
        <span className="flex h-7 w-18 items-center justify-center rounded-full border border-edge bg-surface text-small text-ink-2">
          {t("end")}
        </span>
      );
  }
}

function BranchLabel({ label: { stepId, branch } }: { readonly label: LayoutLabel }) {
  const { branchTitle } = useStepTexts();
  const { shown } = useRunLook();
  const loop = branch.id === "body" ? shown.loops.get(stepId) : undefined;
  if (loop && loop.keys.length > 1) return <LoopChooser loop={loop} />;
  return (
    <span className="block max-w-52 truncate rounded-full border border-line bg-surface px-2.5 py-0.5 text-small font-medium text-ink-2">
      {branchTitle(branch)}
    </span>
  );
}
