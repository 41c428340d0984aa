import { findStep } from "@stepwell/core";
import { useMemo } from "react";
import { Header, ListBoxSection } from "react-aria-components";
import { useTranslation } from "react-i18next";
import { Option } from "../../../../ui/select.tsx";
import { useBuilder } from "../../model/builder-store.ts";
import { useStepTexts } from "../../model/step-texts.ts";
import { outOfScope } from "./out-of-scope.ts";
import { useVariables } from "./variables-context.tsx";

const rowsMax = 30;

/** What exists and cannot be read here, and why. */
export function NotHere({ search }: { readonly search: string }) {
  const { t } = useTranslation("panel");
  const { at, items, isLoading } = useVariables();
  const definition = useBuilder((state) => state.definition);
  const { stepTitle } = useStepTexts();
  const rows = useMemo(() => {
    const readable = new Set(items.flatMap(({ step }) => (step ? [step.id] : [])));
    const wanted = search.trim().toLowerCase();
    return outOfScope(definition, at, readable)
      .map(({ stepId, reason }) => {
        const step = findStep(definition, stepId)?.step;
        return { stepId, reason, title: step ? stepTitle(step) : stepId };
      })
      .filter(({ stepId, title }) => `${stepId} ${title}`.toLowerCase().includes(wanted))
      .slice(0, rowsMax);
  }, [definition, at, items, search, stepTitle]);
  if (rows.length === 0 || isLoading) return null;
  return (
    <ListBoxSection>
      <Header className="px-2.5 pt-3 pb-1 text-label font-semibold text-ink-3">
        {t("not_here.title")}
      </Header>
      {rows.map(({ stepId, reason, title }) => (
        <Option key={stepId} id={`$not/${stepId}`} isDisabled textValue={title}>
          <span className="flex flex-col whitespace-normal">
            <span dir="auto">{title}</span>
            <span className="text-small">{t(`not_here.${reason}`)}</span>
          </span>
        </Option>
      ))}
    </ListBoxSection>
  );
}
