import type { StepDefinition, TriggerDefinition } from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { type JsonSchema, useCatalog } from "../../../api/catalog.ts";
import { stepSummary, triggerSummary } from "./step-summary.ts";
import type { SummaryWords } from "./value-text.ts";

interface NamedBranch {
  readonly id: string;
  readonly title?: string | undefined;
}

const fixedBranches = ["yes", "no", "body", "error", "otherwise", "received", "timeout"] as const;

/** How steps are called where they have no title of their own, and what they do in a few words. */
export function useStepTexts() {
  const { t, i18n } = useTranslation("builder");
  const { language } = i18n;
  const catalog = useCatalog();
  return useMemo(() => {
    const operators = new Map(catalog.operators.map(({ name, title }) => [name, title]));
    const wordsFor = (schema: JsonSchema | undefined): SummaryWords => ({
      duration: (amount, unit) => durationWords(amount, unit, language),
      operator: (name) => signs[name] ?? operators.get(name) ?? name.replaceAll("_", " "),
      choice: (id) => choiceIn(schema, id) ?? id,
      fields: (count) => t("summary.fields", { count }),
      items: (count) => t("summary.items", { count }),
      branches: (count) => t("summary.branches", { count }),
    });
    const typeTitle = (type: string): string =>
      catalog.steps.get(type)?.title ?? catalog.triggers.get(type)?.title ?? type;
    return {
      typeTitle,
      stepTitle: ({ title, type }: StepDefinition): string => title ?? typeTitle(type),
      triggerTitle: ({ type }: TriggerDefinition): string => typeTitle(type),
      /** What it listens to, where that can be told in a word. */
      triggerSummary: (trigger: TriggerDefinition): string => {
        const words = wordsFor(catalog.triggers.get(trigger.type)?.config);
        return triggerSummary(trigger, words) || t("trigger");
      },
      branchTitle({ id, title }: NamedBranch): string {
        const known = fixedBranches.find((name) => name === id);
        return title ?? (known ? t(`branch.${known}`) : id);
      },
      stepSummary: (step: StepDefinition): string => {
        const summary = stepSummary(step, wordsFor(catalog.steps.get(step.type)?.config));
        return summary || (step.title === undefined ? step.id : typeTitle(step.type));
      },
    };
  }, [catalog, t, language]);
}

/** `5 minutes`, in any language; a unit that nobody knows stays as it is. */
function durationWords(amount: number, unit: string, language: string): string {
  try {
    const style = { style: "unit", unit: unit.replace(/s$/, ""), unitDisplay: "long" } as const;
    return new Intl.NumberFormat(language, style).format(amount);
  } catch {
    return `${amount} ${unit}`;
  }
}

const signs: Readonly<Record<string, string>> = {
  equals: "=",
  not_equals: "≠",
  greater_than: ">",
  greater_or_equal: "≥",
  less_than: "<",
  less_or_equal: "≤",
};

/** How a choice of a type is called, wherever in its schema it stands. */
function choiceIn(schema: JsonSchema | undefined, id: string): string | undefined {
  if (schema === undefined) return undefined;
  const { choiceTitles, properties = {}, items, anyOf = [], oneOf = [] } = schema;
  const inner = [...Object.values(properties), ...(items ? [items] : []), ...anyOf, ...oneOf];
  return choiceTitles?.[id] ?? inner.map((one) => choiceIn(one, id)).find((title) => title);
}
