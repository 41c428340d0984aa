import type { BranchDefinition, Definition, EditOperation, StepDefinition } from "@stepwell/core";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { triggerId } from "../../../canvas/layout.ts";
import { StepTile } from "../../../canvas/step-tile.tsx";
import { announce } from "../../../ui/announcer.tsx";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { Tree, TreeRow } from "../../../ui/tree.tsx";
import { useBuilderStore } from "../model/builder-store.ts";
import { tryEdit } from "../model/try-edit.ts";
import { focusNode } from "../model/focus-node.ts";
import { isHere, isInside, moveEdits } from "../model/move.ts";
import { useNodeTexts } from "../model/node-texts.ts";
import { chosenSteps } from "../model/selection.ts";
import { nameOfSteps } from "../model/step-actions.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { BrokenNote } from "./broken-note.tsx";
import { openKeys, placeOfKey } from "./place-key.ts";

/** Where the chosen steps go: a tree of all places, and what would break at the one that is chosen. */
export function MoveDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { stepTitle } = useStepTexts();
  // As it was when the dialog was opened: it is modal.
  const [{ definition, steps, marked }] = useState(() => {
    const state = store.getState();
    return { ...state, steps: chosenSteps(state) };
  });
  const ids = useMemo(() => steps.map(({ id }) => id), [steps]);
  const title = nameOfSteps(steps, { t, titleOf: stepTitle });
  const [place, setPlace] = useState<string>();
  const editsOf = useEditsTo(definition, ids);
  const edits = useMemo(() => editsOf(place), [place, editsOf]);
  const move = (chosen: readonly EditOperation[] | undefined): void => {
    const [first] = ids;
    if (!chosen || first === undefined) return;
    const label = t("done.move", { title });
    if (!tryEdit({ t, store }, chosen, { label, select: first, mark: [...marked] })) return;
    announce(label);
    onClose();
    focusNode(first);
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("move.title", { title })}
      footer={(close) => (
        <>
          <BrokenNote edits={edits} />
          <Button onPress={close}>{t("move.cancel")}</Button>
          <Button kind="primary" isDisabled={!edits} onPress={() => move(edits)}>
            {t("move.action")}
          </Button>
        </>
      )}
    >
      <p className="pb-2 text-body text-ink-2">{t("move.explain")}</p>
      <Tree
        aria-label={t("move.places")}
        selectionMode="single"
        selectionBehavior="replace"
        defaultExpandedKeys={openKeys(definition)}
        disabledKeys={ids}
        disabledBehavior="all"
        onSelectionChange={(keys) => setPlace(keys === "all" ? undefined : String([...keys][0]))}
        onAction={(key) => move(editsOf(String(key)))}
      >
        <PlaceRow id={triggerId} text={t("move.first")} />
        {definition.steps.map((step) => (
          <StepPlace key={step.id} step={step} ids={ids} />
        ))}
      </Tree>
    </Dialog>
  );
}

/** The edits that move the steps to a row's place; undefined where that is not possible. */
function useEditsTo(definition: Definition, ids: readonly string[]) {
  return useCallback(
    (key: string | undefined): readonly EditOperation[] | undefined => {
      const to = key === undefined ? undefined : placeOfKey(definition, key);
      if (!to || isInside(definition, ids, to) || isHere(definition, ids, to)) return undefined;
      return moveEdits(definition, ids, to);
    },
    [definition, ids],
  );
}

interface StepProps {
  readonly step: StepDefinition;
  readonly ids: readonly string[];
}

function StepPlace({ step, ids }: StepProps) {
  const { t } = useTranslation("builder");
  const { title } = useNodeTexts(step);
  const isMoved = ids.includes(step.id);
  return (
    <PlaceRow
      id={step.id}
      step={step}
      text={isMoved ? t("move.moved", { title }) : t("move.after", { title })}
    >
      {!isMoved &&
        (step.branches ?? []).map((branch) => (
          <BranchPlace key={branch.id} stepId={step.id} branch={branch} ids={ids} />
        ))}
    </PlaceRow>
  );
}

interface BranchProps {
  readonly stepId: string;
  readonly branch: BranchDefinition;
  readonly ids: readonly string[];
}

function BranchPlace({ stepId, branch, ids }: BranchProps) {
  const { t } = useTranslation("builder");
  const { branchTitle } = useStepTexts();
  return (
    <PlaceRow id={`${stepId}/${branch.id}`} text={t("move.into", { branch: branchTitle(branch) })}>
      {branch.steps.map((step) => (
        <StepPlace key={step.id} step={step} ids={ids} />
      ))}
    </PlaceRow>
  );
}

interface RowProps {
  readonly id: string;
  readonly text: string;
  readonly step?: StepDefinition;
  readonly children?: ReactNode;
}

function PlaceRow({ id, text, step, children }: RowProps) {
  const { icon, family } = useNodeTexts(step);
  const hasTile = step !== undefined || id === triggerId;
  return (
    <TreeRow
      id={id}
      textValue={text}
      content={
        <span className="flex min-w-0 flex-1 items-center gap-2 text-node">
          {hasTile && <StepTile icon={icon} family={family} isSmall />}
          <span className="truncate" dir="auto">
            {text}
          </span>
        </span>
      }
    >
      {children}
    </TreeRow>
  );
}
