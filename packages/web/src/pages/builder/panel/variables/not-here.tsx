import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../../model/builder-store.ts";
import { useStepTexts } from "../../model/step-texts.ts";
import { outOfScope } from "./out-of-scope.ts";
import { useVariables } from "./variables-context.tsx";
import { placedIn } from "../../model/places.ts";

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
        const step = placedIn(definition, stepId)?.step;
        return { stepId, reason, title: step ? stepTitle(step) : stepId };
      })
      .filter(({ stepId, title }) => `${stepId} ${title}`.toLowerCase().includes(wanted))
      .slice(0, rowsMax);
  }, [definition, at, items, search, stepTitle]);
  if (rows.length === 0 || isLoading) return null;
  return (
    <section aria-label={t("not_here.title")} className="px-3.5 pb-3 text-ink-3">
      <h3 aria-hidden className="pt-3 pb-1 text-label font-semibold">
        {t("not_here.title")}
      </h3>
      <ul>
        {rows.map(({ stepId, reason, title }) => (
          <li key={stepId} className="flex flex-col py-1.5 text-body">
            <span dir="auto">{title}</span>
            <span className="text-small">{t(`not_here.${reason}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
