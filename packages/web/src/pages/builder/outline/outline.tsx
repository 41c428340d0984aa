import { type Place, type StepDefinition, walkSteps } from "@stepwell/core";
import { type MouseEvent, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { triggerId } from "../../../canvas/layout.ts";
import { Tree, TreeRow } from "../../../ui/tree.tsx";
import { type BuilderStore, useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { AddBetween } from "./add-between.tsx";
import { AddRow } from "./add-row.tsx";
import { OutlineRow } from "./outline-row.tsx";
import { OutlineTouch } from "./outline-touch.tsx";
import { useOutlineDrag } from "./use-outline-drag.tsx";

/** The workflow as a tree: the equal of the canvas for readers, keyboards and phones. */
export function Outline() {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const definition = useBuilder((state) => state.definition);
  const selected = useBuilder((state) => state.selected);
  const marked = useBuilder((state) => state.marked);
  const collapsed = useBuilder((state) => state.collapsed);
  const expanded = useMemo(
    () => [...walkSteps(definition)].flatMap(({ step }) => keysOf(step, collapsed)),
    [definition, collapsed],
  );
  const chosen = useMemo(
    () => (marked.size > 0 ? marked : selected === undefined ? [] : [selected]),
    [marked, selected],
  );
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const { dragAndDropHooks } = useOutlineDrag();
  return (
    <OutlineTouch>
      <div
        role="presentation"
        className="mx-auto max-w-3xl p-4 max-sm:p-2"
        // Rows keep their presses to themselves.
        onClickCapture={(pressed) => openPressed(store, pressed)}
      >
        <Tree
          aria-label={t("outline")}
          selectionMode="multiple"
          selectionBehavior="replace"
          disallowEmptySelection
          dragAndDropHooks={dragAndDropHooks}
          selectedKeys={chosen}
          onSelectionChange={(keys) => choose(store, keys)}
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
            hasRoomForHandle={!isReadOnly}
            content={<OutlineRow id={triggerId} />}
          />
          {definition.steps.map((step, index) => (
            <StepRow key={step.id} step={step} place={{ index }} />
          ))}
          <AddRow id="/" place={{ index: definition.steps.length }} />
        </Tree>
      </div>
    </OutlineTouch>
  );
}

interface StepProps {
  readonly step: StepDefinition;
  readonly place: Place;
}

function StepRow({ step, place }: StepProps) {
  const { stepTitle } = useStepTexts();
  const isSelected = useBuilder(
    ({ selected, marked }) => selected === step.id || marked.has(step.id),
  );
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  return (
    <TreeRow
      id={step.id}
      isDraggable={!isReadOnly}
      textValue={stepTitle(step)}
      isHighlighted={isSelected}
      above={<AddBetween place={place} title={stepTitle(step)} />}
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
      {steps.map((step, index) => (
        <StepRow key={step.id} step={step} place={{ ...place, index }} />
      ))}
      <AddRow id={`${stepId}/${id}/`} place={place} />
    </TreeRow>
  );
}

/** What the tree says is chosen: steps, or the trigger alone. */
function choose(store: BuilderStore, keys: "all" | ReadonlySet<string | number>): void {
  const { definition, selected, select, mark } = store.getState();
  const steps = [...walkSteps(definition)].map(({ step }) => step.id);
  const ids = keys === "all" ? steps : steps.filter((id) => keys.has(id));
  if (ids.length > 1) {
    const focused = document.activeElement?.closest<HTMLElement>("[role=row]")?.dataset["key"];
    mark(ids, { selected: ids.find((id) => id === focused) ?? selected });
  } else if (ids[0] !== undefined) select(ids[0]);
  else if (keys !== "all" && keys.has(triggerId)) select(triggerId);
}

/** A press with the mouse opens as well, where nothing but the row is pressed. */
function openPressed(
  store: BuilderStore,
  { target, ctrlKey, metaKey, shiftKey }: MouseEvent,
): void {
  if (!(target instanceof Element) || ctrlKey || metaKey || shiftKey) return;
  if (target.closest("button, [role=button], [role=menu]")) return;
  const key = target.closest<HTMLElement>("[role=row]")?.dataset["key"];
  if (key !== undefined && !key.includes("/")) store.getState().select(key, true);
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
  store: BuilderStore,
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
