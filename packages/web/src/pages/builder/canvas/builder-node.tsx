import { ChevronDown, ChevronRight, CircleAlert } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";
import type { LayoutNode } from "../../../canvas/layout.ts";
import { NodeCard } from "../../../canvas/node-card.tsx";
import {
  type BuilderState,
  type Finding,
  useBuilder,
  useBuilderStore,
} from "../model/builder-store.ts";
import { useStepTexts } from "../model/step-texts.ts";

type Shown = Extract<LayoutNode, { kind: "trigger" | "step" }>;

/** The trigger or a step: its picture, name, what it does, and what is wrong with it. */
export function BuilderNode({ node }: { readonly node: Shown }) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { icon, family, title, subtitle, typeTitle } = useNodeTexts(node);
  const isSelected = useBuilder((state) => state.selected === node.id);
  const isEntry = useBuilder((state) => state.selected === undefined && node.kind === "trigger");
  const problem = useBuilder((state) => problemOf(state, node));
  return (
    <NodeCard
      nodeId={node.id}
      icon={icon}
      family={family}
      title={title}
      subtitle={problem ?? subtitle}
      hint={problem === undefined ? typeTitle : t("needs_attention")}
      look={problem === undefined ? "plain" : "problem"}
      isSelected={isSelected}
      tabIndex={isSelected || isEntry ? 0 : -1}
      onPress={() => store.getState().select(node.id, true)}
      sign={<NodeSign node={node} hasProblem={problem !== undefined} />}
    />
  );
}

/** The first error at the node. */
function problemOf({ findings }: BuilderState, node: Shown): string | undefined {
  const isHere = ({ stepId, path }: Finding): boolean =>
    node.kind === "step" ? stepId === node.id : stepId === null && path.startsWith("trigger");
  return findings.find((one) => one.severity === "error" && isHere(one))?.message;
}

function useNodeTexts(node: Shown) {
  const { t } = useTranslation("builder");
  const { steps, triggers } = useCatalog();
  const texts = useStepTexts();
  const trigger = useBuilder((state) => state.definition.trigger);
  if (node.kind === "trigger") {
    const type = triggers.get(trigger.type);
    const title = texts.triggerTitle(trigger);
    return {
      icon: type?.icon ?? "zap",
      family: "trigger",
      title,
      subtitle: t("trigger"),
      typeTitle: t("trigger"),
    };
  }
  const type = steps.get(node.step.type);
  return {
    icon: type?.icon ?? "box",
    family: type?.group ?? "flow",
    title: texts.stepTitle(node.step),
    subtitle: texts.stepSummary(node.step),
    typeTitle: type?.title ?? node.step.type,
  };
}

function NodeSign({ node, hasProblem }: { readonly node: Shown; readonly hasProblem: boolean }) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const isCollapsed = useBuilder((state) => state.collapsed.has(node.id));
  return (
    <span className="flex items-center gap-1">
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
