import { type Place, type StepDefinition, walkSteps } from "@stepwell/core";
import { type FocusEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { triggerId } from "../../../canvas/layout.ts";
import { Tree, TreeRow } from "../../../ui/tree.tsx";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { AddRow } from "./add-row.tsx";
import { OutlineRow } from "./outline-row.tsx";

/** The workflow as a tree: the equal of the canvas for readers, keyboards and phones. */
export function Outline() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const definition = useBuilder((state) => state.definition);
  const selected = useBuilder((state) => state.selected);
  const collapsed = useBuilder((state) => state.collapsed);
  const expanded = useMemo(
    () => [...walkSteps(definition)].flatMap(({ step }) => keysOf(step, collapsed)),
    [definition, collapsed],
  );
  // Keys act on the row that has the focus.
  const follow = ({ target }: FocusEvent): void => {
    const key = target.closest<HTMLElement>("[role=row]")?.dataset["key"];
    if (key !== undefined && !key.includes("/")) store.getState().select(key);
  };
  return (
    <div className="h-full overflow-auto [--tree-indent:20px] max-sm:[--tree-indent:12px]">
      <div className="mx-auto max-w-3xl p-4 max-sm:p-2" onFocus={follow}>
        <Tree
          aria-label={t("outline")}
          expandedKeys={expanded}
          onExpandedChange={(keys) => toggleChanged(store, expanded, keys)}
          onAction={(key) =>
            !String(key).includes("/") && store.getState().select(String(key), true)
          }
        >
          <TreeRow
            id={triggerId}
            textValue={t("trigger")}
            isHighlighted={selected === triggerId}
            content={<OutlineRow id={triggerId} />}
          />
          {definition.steps.map((step) => (
            <StepRow key={step.id} step={step} />
          ))}
          <AddRow id="/" place={{ index: definition.steps.length }} />
        </Tree>
      </div>
    </div>
  );
}

function StepRow({ step }: { readonly step: StepDefinition }) {
  const { stepTitle } = useStepTexts();
  const isSelected = useBuilder((state) => state.selected === step.id);
  return (
    <TreeRow
      id={step.id}
      textValue={stepTitle(step)}
      isHighlighted={isSelected}
      content={<OutlineRow id={step.id} step={step} />}
    >
      {(step.branches ?? []).map((branch) => (
        <BranchRow key={branch.id} stepId={step.id} branch={branch} />
      ))}
    </TreeRow>
  );
}

interface BranchProps {
  readonly stepId: string;
  readonly branch: NonNullable<StepDefinition["branches"]>[number];
}

function BranchRow({ stepId, branch: { id, title, steps } }: BranchProps) {
  const { branchTitle } = useStepTexts();
  const text = branchTitle({ id, title });
  const place: Place = { branch: { stepId, branchId: id }, index: steps.length };
  return (
    <TreeRow
      id={`${stepId}/${id}`}
      textValue={text}
      content={
        <span className="rounded-full border border-line bg-surface px-2.5 py-0.5 text-small font-medium text-ink-2">
          {text}
        </span>
      }
    >
      {steps.map((step) => (
        <StepRow key={step.id} step={step} />
      ))}
      <AddRow id={`${stepId}/${id}/`} place={place} />
    </TreeRow>
  );
}

/** Branches are always open; a step is, unless it is collapsed. */
function keysOf(
  { id, branches = [] }: StepDefinition,
  collapsed: ReadonlySet<string>,
): readonly string[] {
  const inner = branches.map((branch) => `${id}/${branch.id}`);
  return collapsed.has(id) ? inner : [id, ...inner];
}

function toggleChanged(
  store: ReturnType<typeof useBuilderStore>,
  before: readonly string[],
  after: ReadonlySet<string | number>,
): void {
  const now = new Set([...after].map(String));
  const changed = [
    ...before.filter((key) => !now.has(key)),
    ...[...now].filter((key) => !before.includes(key)),
  ];
  for (const key of changed) if (!key.includes("/")) store.getState().toggleCollapsed(key);
}
