import { findStep } from "@stepwell/core";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../../api/catalog.ts";
import { announce } from "../../../../ui/announcer.tsx";
import { useBuilderStore } from "../../model/builder-store.ts";
import { useStepTexts } from "../../model/step-texts.ts";
import { tryEdit } from "../../model/try-edit.ts";
import { wrapEdits } from "../../model/wrap.ts";
import { templateOf, type Variable } from "./variable-row.ts";
import { useVariables } from "./variables-context.tsx";

/** Puts the step of the field into a loop over a list: it then has the item to read. */
export function useLoopOver(): (list: Variable) => void {
  const { t } = useTranslation("builder");
  const store = useBuilderStore();
  const { steps } = useCatalog();
  const { stepTitle } = useStepTexts();
  const { at } = useVariables();
  return (list) => {
    const { definition, select } = store.getState();
    const step = findStep(definition, at)?.step;
    const entry = steps.get("loop");
    if (!step || !entry) return;
    const edits = wrapEdits(definition, [at], entry).map((one) =>
      one.op === "insertStep"
        ? { ...one, step: { ...one.step, config: { over: templateOf(list) } } }
        : one,
    );
    const label = t("done.wrap", { title: stepTitle(step), wrapper: entry.title });
    if (!tryEdit({ t, store }, edits, { label })) return;
    select(at, true);
    announce(label);
  };
}
