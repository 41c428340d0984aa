import { ChevronDown, ChevronRight, CircleAlert } from "lucide-react";
import type { MouseEvent } from "react";
import { useTranslation } from "react-i18next";
import { type LayoutNode, triggerId } from "../../../canvas/layout.ts";
import { NodeCard } from "../../../canvas/node-card.tsx";
import { type BuilderStore, useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { type Status, StatusSign } from "../../../ui/status-badge.tsx";
import { NoteSign } from "../model/note-sign.tsx";
import { SampleSign } from "../samples/sample-sign.tsx";
import { useTrialStatus } from "../trial/trial-store.ts";
import { rangeBetween, toggled } from "../model/selection.ts";
import { useNodeTexts } from "../model/node-texts.ts";

type Shown = Extract<LayoutNode, { kind: "trigger" | "step" }>;

/** The trigger or a step: its picture, name, what it does, and what is wrong with it. */
export function BuilderNode({ node }: { readonly node: Shown }) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { icon, family, title, subtitle, typeTitle, problem, isDisabled } = useNodeTexts(
    node.kind === "step" ? node.step : undefined,
  );
  // What is read twice is no help.
  const told = title === typeTitle || subtitle === typeTitle;
  const isSelected = useBuilder(({ selected }) => selected === node.id);
  const isMarked = useBuilder(({ marked }) => marked.has(node.id));
  const status = useTrialStatus(node.kind === "step" ? node.step : undefined);
  const isEntry = useBuilder((state) => state.selected === undefined && node.kind === "trigger");
  return (
    <NodeCard
      nodeId={node.id}
      icon={icon}
      family={family}
      title={title}
      subtitle={problem ?? subtitle}
      hint={problem !== undefined ? t("needs_attention") : told ? undefined : typeTitle}
      look={problem === undefined ? (isDisabled ? "faint" : "plain") : "problem"}
      isSelected={isSelected || isMarked}
      tabIndex={isSelected || isEntry ? 0 : -1}
      onPress={(pressed) => pressNode(store, node, pressed)}
      sign={<NodeSign node={node} hasProblem={problem !== undefined} status={status} />}
    />
  );
}

/** Alone it is chosen and opened; with Ctrl it is one more or less, with Shift all up to it. */
function pressNode(
  store: BuilderStore,
  { id, kind }: Shown,
  { ctrlKey, metaKey, shiftKey }: MouseEvent,
): void {
  const state = store.getState();
  const { definition, rangeStart, select, mark } = state;
  const isOfSeveral = kind === "step" && rangeStart !== undefined && rangeStart !== triggerId;
  if (isOfSeveral && shiftKey)
    mark(rangeBetween(definition, rangeStart, id), { selected: id, rangeStart });
  else if (kind === "step" && (ctrlKey || metaKey)) mark(toggled(state, id), { selected: id });
  else select(id, true);
}

function NodeSign({
  node,
  hasProblem,
  status,
}: {
  readonly node: Shown;
  readonly hasProblem: boolean;
  readonly status: Status | undefined;
}) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const isCollapsed = useBuilder((state) => state.collapsed.has(node.id));
  return (
    <span className="flex items-center gap-1">
      {status && <StatusSign status={status} />}
      <SampleSign place={node.id} />
      {node.kind === "step" && <NoteSign step={node.step} />}
      {hasProblem && <CircleAlert aria-hidden size={16} className="text-bad" />}
      {node.kind === "step" && (node.step.branches?.length ?? 0) > 0 && (
        <span
          role="presentation"
          title={isCollapsed ? t("expand") : t("collapse")}
          onClick={(pressed) => {
            pressed.stopPropagation();
            store.getState().toggleCollapsed(node.id);
          }}
          className="inline-flex items-center gap-1 rounded-small p-1 text-label font-semibold text-ink-3 hover:bg-sunken"
        >
          {isCollapsed && t("inner_steps", { count: node.innerCount })}
          {isCollapsed ? (
            <ChevronRight aria-hidden size={14} />
          ) : (
            <ChevronDown aria-hidden size={14} />
          )}
        </span>
      )}
    </span>
  );
}
