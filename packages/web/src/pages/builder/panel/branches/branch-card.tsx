import type { BranchDefinition, Condition, StepDefinition } from "@stepwell/core";
import { ArrowDown, ArrowUp, Trash2 } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "../../../../ui/button.tsx";
import { InlineText } from "../../../../ui/inline-text.tsx";
import { useStepTexts } from "../../model/step-texts.ts";
import { ConditionField } from "../condition/condition-field.tsx";
import { FieldBox } from "../form/field-box.tsx";
import { useForm } from "../form/form-context.tsx";
import { useBranchEdits } from "./use-branch-edits.ts";

interface Props {
  readonly step: StepDefinition;
  readonly branch: BranchDefinition;
  readonly isFallback: boolean;
  readonly hasCondition: boolean;
  /** None comes after it, or only the one that is the rest. */
  readonly isLast: boolean;
  readonly canBeRemoved: boolean;
}

export function BranchCard(props: Props) {
  const { step, branch, isFallback, hasCondition } = props;
  const { t } = useTranslation("panel");
  const { isReadOnly } = useForm();
  const { branchTitle } = useStepTexts();
  const edits = useBranchEdits(step);
  const title = branchTitle(branch);
  const index = (step.branches ?? []).indexOf(branch);
  const path = ["branches", index, "when"];
  return (
    <div className="flex flex-col gap-2.5 rounded-card border border-line p-3">
      <div className="flex items-center gap-1">
        <InlineText
          label={t("branches.name", { title })}
          value={title}
          isReadOnly={isReadOnly}
          maxLength={200}
          onKeep={(next) => edits.rename(branch.id, next)}
          className="h-7 text-node font-semibold"
        />
        {!isReadOnly && <Buttons {...props} index={index} title={title} />}
      </div>
      {isFallback && <p className="text-small text-ink-3">{t("branches.otherwise")}</p>}
      {hasCondition && (
        <FieldBox path={path} hasFields>
          {({ error }) => (
            <ConditionField
              label={t("branches.when")}
              path={path}
              value={branch.when as never}
              error={error}
              description={undefined}
              isRequired
              isReadOnly={isReadOnly}
              onChange={(when) => edits.setWhen(branch.id, when as unknown as Condition)}
            />
          )}
        </FieldBox>
      )}
    </div>
  );
}

interface ButtonsProps extends Props {
  readonly index: number;
  readonly title: string;
}

function Buttons({ step, branch, canBeRemoved, isFallback, isLast, index, title }: ButtonsProps) {
  const { t } = useTranslation("panel");
  const edits = useBranchEdits(step);
  return (
    <>
      <IconButton
        label={t("branches.up", { title })}
        isDisabled={index === 0 || isFallback}
        onPress={() => edits.move(branch.id, -1)}
      >
        <ArrowUp aria-hidden size={15} />
      </IconButton>
      <IconButton
        label={t("branches.down", { title })}
        isDisabled={isLast || isFallback}
        onPress={() => edits.move(branch.id, 1)}
      >
        <ArrowDown aria-hidden size={15} />
      </IconButton>
      <IconButton
        label={t("branches.remove", { title })}
        isDisabled={!canBeRemoved}
        onPress={() => edits.remove(branch.id)}
      >
        <Trash2 aria-hidden size={15} />
      </IconButton>
    </>
  );
}
