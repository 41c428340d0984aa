import { Plus } from "lucide-react";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { LayoutLabel, LayoutNode, LayoutPlus } from "../../../canvas/layout.ts";
import { useDrawnLayout } from "../../../canvas/use-drawn-layout.ts";
import type { MapLook } from "../../../canvas/canvas-map.tsx";
import { type CanvasParts, WorkflowCanvas } from "../../../canvas/workflow-canvas.tsx";
import { DragLayer } from "../drag/drag-layer.tsx";
import { useSlotLook } from "../drag/drag-store.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { usePicker } from "../picker/picker-provider.tsx";
import { BuilderNode } from "./builder-node.tsx";

const scopedBranches = new Set(["body", "error"]);

export function BuilderCanvas() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const definition = useBuilder((state) => state.definition);
  const collapsed = useBuilder((state) => state.collapsed);
  const selected = useBuilder((state) => state.selected);
  const layout = useDrawnLayout(definition, collapsed);
  const parts = useMemo<CanvasParts>(
    () => ({
      node: (node) => <CanvasNode node={node} />,
      plus: (plus) => <PlusButton plus={plus} />,
      label: (label) => <BranchLabel label={label} />,
      isRegion: (_stepId, branchId) => scopedBranches.has(branchId),
    }),
    [],
  );
  return (
    <DragLayer layout={layout}>
      <WorkflowCanvas
        label={t("canvas")}
        layout={layout}
        parts={parts}
        shownId={selected}
        mapLook={useMapLook()}
        onClear={() => store.getState().select(undefined, false)}
      />
    </DragLayer>
  );
}

/** On the map: what is selected, and what has an error. */
function useMapLook(): (id: string) => MapLook {
  const selected = useBuilder((state) => state.selected);
  const findings = useBuilder((state) => state.findings);
  return useMemo(() => {
    const errors = findings.filter(({ severity }) => severity === "error");
    const bad = new Set(errors.map(({ stepId }) => stepId));
    return (id) => (id === selected ? "chosen" : bad.has(id) ? "bad" : "plain");
  }, [selected, findings]);
}

function CanvasNode({ node }: { readonly node: LayoutNode }) {
  const { t } = useTranslation("builder");
  switch (node.kind) {
    case "trigger":
    case "step":
      return <BuilderNode node={node} />;
    case "slot":
      return <SlotButton node={node} />;
    case "end":
      return (
        <span className="flex h-7 w-18 items-center justify-center rounded-full border border-edge bg-surface text-small text-ink-2">
          {t("end")}
        </span>
      );
  }
}

function SlotButton({ node }: { readonly node: Extract<LayoutNode, { kind: "slot" }> }) {
  const { t } = useTranslation("builder");
  const picker = usePicker();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const store = useBuilderStore();
  const slot = useSlotLook(node.place, () => store.getState().definition);
  return (
    <button
      type="button"
      disabled={isReadOnly}
      data-slot={slot}
      onClick={(pressed) => picker.open(node.place, pressed.currentTarget)}
      className="nopan flex h-16 w-44 items-center justify-center gap-2 rounded-card border border-dashed border-control-line text-node text-ink-2 hover:border-accent hover:text-accent-ink data-[slot=closed]:invisible data-[slot=near]:border-2 data-[slot=near]:border-accent data-[slot=near]:bg-accent-bg data-[slot=near]:text-accent-ink data-[slot=open]:border-accent"
    >
      {!isReadOnly && <Plus aria-hidden size={16} />}
      {isReadOnly ? t("no_steps") : t("add_step")}
    </button>
  );
}

function PlusButton({ plus }: { readonly plus: LayoutPlus }) {
  const { t } = useTranslation("builder");
  const picker = usePicker();
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const store = useBuilderStore();
  const slot = useSlotLook(plus.place, () => store.getState().definition);
  if (isReadOnly) return null;
  return (
    <button
      type="button"
      data-slot={slot}
      aria-label={t("add_step_here")}
      title={t("add_step_here")}
      data-plus={plus.afterId}
      onClick={(pressed) => picker.open(plus.place, pressed.currentTarget)}
      className="nopan flex size-6 items-center justify-center rounded-full border border-control-line bg-surface text-ink-2 transition-all duration-100 hover:scale-125 hover:border-accent hover:bg-accent hover:text-on-accent focus-visible:border-accent focus-visible:bg-accent focus-visible:text-on-accent pointer-coarse:size-8 data-[slot=closed]:invisible data-[slot=near]:h-10 data-[slot=near]:w-48 data-[slot=near]:rounded-card data-[slot=near]:bg-accent data-[slot=near]:text-on-accent data-[slot=open]:h-6 data-[slot=open]:w-16 data-[slot=open]:border-dashed data-[slot=open]:border-accent data-[slot=open]:text-accent-ink"
    >
      <Plus aria-hidden size={14} strokeWidth={2.5} />
    </button>
  );
}

function BranchLabel({ label: { stepId, branch } }: { readonly label: LayoutLabel }) {
  const store = useBuilderStore();
  const { branchTitle } = useStepTexts();
  return (
    <button
      type="button"
      onClick={() => store.getState().select(stepId, true)}
      className="nopan max-w-52 truncate rounded-full border border-line bg-surface px-2.5 py-0.5 text-small font-medium text-ink-2"
    >
      {branchTitle(branch)}
    </button>
  );
}
