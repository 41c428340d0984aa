import { type BranchDefinition, errorBranchId, type StepDefinition } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { announce } from "../../../../ui/announcer.tsx";
import { Button } from "../../../../ui/button.tsx";
import { useBuilder, useBuilderStore } from "../../model/builder-store.ts";
import { focusFirstField } from "../../model/focus-field.ts";
import { setFreshStep, useIsFresh } from "../../model/fresh-step.ts";
import { moveEdits } from "../../model/move.ts";
import { placedIn } from "../../model/places.ts";
import { nameOfSteps } from "../../model/step-actions.ts";
import { useStepTexts } from "../../model/step-texts.ts";
import { tryEdit } from "../../model/try-edit.ts";
import { listAt } from "../../model/walk.ts";

/**
 * A branching step that was put before others: they stand behind its branches, or are moved into one
 * of them, for as long as it is untouched.
 */
export function FollowingSteps({ step }: { readonly step: StepDefinition }) {
  const { t } = useTranslation("panel");
  const { branchTitle } = useStepTexts();
  const definition = useBuilder((state) => state.definition);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const isFresh = useIsFresh(step);
  const moveInto = useMoveInto(step);
  const placed = placedIn(definition, step.id);
  const branches = (step.branches ?? []).filter(({ id }) => id !== errorBranchId);
  if (!isFresh || isReadOnly || !placed || branches.length === 0) return null;
  const following = listAt(definition, placed.branch).slice(placed.index + 1);
  if (following.length === 0) return null;
  const end = (act: () => void): void => {
    act();
    // The buttons go.
    focusFirstField();
  };
  return (
    <div
      role="group"
      aria-label={t("following.label")}
      className="flex flex-col gap-2 rounded-card bg-accent-bg px-3 py-2.5"
    >
      <p className="text-body">{t("following.move", { count: following.length })}</p>
      <div className="flex flex-wrap gap-2">
        {branches.map((branch) => (
          <Button
            key={branch.id}
            size="small"
            onPress={() => end(() => moveInto(branch, following))}
          >
            {branchTitle(branch)}
          </Button>
        ))}
        <Button size="small" onPress={() => end(() => setFreshStep(undefined))}>
          {t("following.after")}
        </Button>
      </div>
    </div>
  );
}

function useMoveInto(step: StepDefinition) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { stepTitle } = useStepTexts();
  return ({ id: branchId }: BranchDefinition, following: readonly StepDefinition[]): void => {
    const ids = following.map(({ id }) => id);
    const place = { branch: { stepId: step.id, branchId }, index: 0 };
    const edits = moveEdits(store.getState().definition, ids, place);
    const label = t("done.move", { title: nameOfSteps(following, { t, titleOf: stepTitle }) });
    if (edits && tryEdit({ t, store }, edits, { label })) announce(label);
  };
}
