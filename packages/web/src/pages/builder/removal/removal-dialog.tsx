import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { afterClosing } from "../../../ui/after-closing.ts";
import { Button } from "../../../ui/button.tsx";
import { Dialog } from "../../../ui/dialog.tsx";
import { triggerId } from "../../../canvas/layout.ts";
import { useBuilder, useBuilderStore } from "../model/builder-store.ts";
import { focusNode } from "../model/focus-node.ts";
import { placedIn } from "../model/places.ts";
import { useStepActions } from "../model/step-actions.ts";
import { useStepTexts } from "../model/step-texts.ts";
import { countInside, filledBranches } from "./removal-edits.ts";

interface Props {
  readonly stepId: string;
  readonly onClose: () => void;
}

/** All of it goes, or the steps of one branch stay in its place. */
export function RemovalDialog({ stepId, onClose }: Props) {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { stepTitle, branchTitle } = useStepTexts();
  const { removeStep } = useStepActions();
  // It may change or go while people think about it.
  const step = useBuilder(({ definition }) => placedIn(definition, stepId)?.step);
  const isGone = step === undefined;
  useEffect(() => {
    if (isGone) onClose();
  });
  if (isGone) return null;
  const count = countInside(step);
  const remove = (keptBranchId?: string): void => {
    onClose();
    removeStep(stepId, keptBranchId);
    // What had the focus may be gone.
    afterClosing(() => focusNode(store.getState().selected ?? triggerId));
  };
  return (
    <Dialog
      isOpen
      width="small"
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t("remove.title", { title: stepTitle(step) })}
      footer={(close) => <Button onPress={close}>{t("move.cancel")}</Button>}
    >
      <p className="pb-4 text-body text-ink-2">{t("remove.text", { count })}</p>
      <div className="flex flex-col gap-2">
        {filledBranches(step).map((branch) => (
          <Button key={branch.id} onPress={() => remove(branch.id)} className={choice}>
            <span className="truncate">
              {t("remove.keep", { count: branch.steps.length, branch: branchTitle(branch) })}
            </span>
          </Button>
        ))}
        <Button kind="danger" onPress={() => remove()} className={choice}>
          {t("remove.all", { count })}
        </Button>
      </div>
    </Dialog>
  );
}

const choice = "w-full min-w-0 justify-start!";
