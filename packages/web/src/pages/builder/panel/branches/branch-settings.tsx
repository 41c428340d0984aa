import { type BranchRule, errorBranchId, type StepDefinition } from "@stepwell/core";
import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button.tsx";
import { useStepTexts } from "../../model/step-texts.ts";
import { useForm } from "../form/form-context.tsx";
import { BranchCard } from "./branch-card.tsx";
import { useBranchEdits } from "./use-branch-edits.ts";

interface Props {
  readonly step: StepDefinition;
  readonly rule: BranchRule | null;
}

/** The branches of a switch or of parallel work; those that a step may have or not. */
export function BranchSettings({ step, rule }: Props) {
  const { t } = useTranslation("panel");
  const { isReadOnly } = useForm();
  const edits = useBranchEdits(step);
  if (rule?.kind !== "free") return rule && <OptionalBranches step={step} rule={rule} />;
  const { fallbackId } = rule;
  const branches = (step.branches ?? []).filter(({ id }) => id !== errorBranchId);
  const hasFallback = branches.some(({ id }) => id === fallbackId);
  return (
    <section aria-label={t("branches.title")} className="flex flex-col gap-3">
      <h3 className="text-node font-semibold">{t("branches.title")}</h3>
      {branches.map((branch, index) => (
        <BranchCard
          key={branch.id}
          step={step}
          branch={branch}
          isFallback={branch.id === fallbackId}
          hasCondition={fallbackId !== undefined && branch.id !== fallbackId}
          isLast={[undefined, fallbackId].includes(branches[index + 1]?.id)}
          canBeRemoved={branches.length > rule.min}
        />
      ))}
      {!isReadOnly && (
        <div className="flex flex-wrap gap-2">
          <Button size="small" onPress={() => edits.add(fallbackId)}>
            <Plus aria-hidden size={15} />
            {t("branches.add")}
          </Button>
          {fallbackId !== undefined && !hasFallback && (
            <Button size="small" kind="quiet" onPress={() => edits.addNamed(fallbackId)}>
              <Plus aria-hidden size={15} />
              {t("branches.add_otherwise")}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

interface OptionalProps {
  readonly step: StepDefinition;
  readonly rule: Extract<BranchRule, { kind: "fixed" }>;
}

/** Branches that the type knows and this step has not. */
function OptionalBranches({ step, rule }: OptionalProps) {
  const { t } = useTranslation("panel");
  const { isReadOnly } = useForm();
  const { branchTitle } = useStepTexts();
  const edits = useBranchEdits(step);
  const has = (id: string): boolean => (step.branches ?? []).some((branch) => branch.id === id);
  const missing = rule.ids.filter((id) => !has(id));
  const isPlain = step.type === "condition" && step.config["mode"] !== "branches";
  if (missing.length === 0 || isPlain || isReadOnly) return null;
  return (
    <div className="flex flex-wrap gap-2">
      {missing.map((id) => (
        <Button key={id} size="small" onPress={() => edits.addNamed(id)}>
          <Plus aria-hidden size={15} />
          {t("branches.add_named", { name: branchTitle({ id }) })}
        </Button>
      ))}
    </div>
  );
}
