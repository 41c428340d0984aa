import { findStep } from "@stepwell/core";
import { CircleSlash } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../ui/button.tsx";
import { useBuilder } from "../model/builder-store.ts";
import { isDisabledIn } from "../model/disabled.ts";
import { useStepActions } from "../model/step-actions.ts";

/** Says that runs leave the step out, and ends it where it is the step's own doing. */
export function DisabledNotice({ id }: { readonly id: string }) {
  const { t } = useTranslation("panel");
  const isDisabled = useBuilder(({ definition }) => isDisabledIn(definition, id));
  const isItself = useBuilder(({ definition }) => findStep(definition, id)?.step.disabled === true);
  const isReadOnly = useBuilder((state) => state.isReadOnly);
  const actions = useStepActions();
  if (!isDisabled) return null;
  return (
    <div className="mx-4 mb-2 flex items-center gap-2 rounded-control bg-sunken px-3 py-2 text-small text-ink-2">
      <CircleSlash aria-hidden size={16} className="shrink-0" />
      <span className="flex-1">{isItself ? t("disabled.itself") : t("disabled.around")}</span>
      {isItself && !isReadOnly && (
        <Button size="small" onPress={actions.toggleDisabled}>
          {t("disabled.enable")}
        </Button>
      )}
    </div>
  );
}
