import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { PillReader } from "../../../../editor/pill.ts";
import { type Finding, useBuilder } from "../../model/builder-store.ts";
import { useStepTexts } from "../../model/step-texts.ts";
import { readPath, signOf } from "./variable-row.ts";
import { useVariables } from "./variables-context.tsx";
import { placedIn } from "../../model/places.ts";

const roots = ["trigger", "event", "vars", "env", "secrets", "run", "workflow", "item"] as const;

/** How a variable is called where it is shown: `Find customer › email`. */
export function usePathTitle(): (text: string) => string {
  const { t } = useTranslation("panel");
  const definition = useBuilder((state) => state.definition);
  const texts = useStepTexts();
  return useMemo(() => {
    const nameOf = (parts: readonly string[]): readonly string[] => {
      const [root = "", id = "", ...rest] = parts;
      if (root === "steps" || root === "scopes") {
        const step = placedIn(definition, id)?.step;
        return [step ? texts.stepTitle(step) : id, ...rest];
      }
      const known = roots.find((one) => one === root);
      return known ? [t(`root.${known}`), ...parts.slice(1)] : parts;
    };
    return (text) => nameOf(readPath(text).parts).join(" › ");
  }, [definition, texts, t]);
}

/** Draws variables as pills; those that the findings name are broken. */
export function usePillReader(findings: readonly Finding[]): PillReader {
  const { t } = useTranslation("panel");
  const titleOf = usePathTitle();
  const { byPath } = useVariables();
  return useMemo(() => {
    const errors = findings.filter(({ severity }) => severity === "error");
    return (text) => {
      const { path, parts } = readPath(text);
      const title = titleOf(text);
      const variable = byPath.get(path);
      return {
        sign: variable ? signOf(variable) : "",
        title: text === path ? title : `${title} ?? …`,
        spoken: t("pill", { title }),
        problem: problemOf(errors, parts),
      };
    };
  }, [findings, titleOf, byPath, t]);
}

function problemOf(errors: readonly Finding[], parts: readonly string[]): string | undefined {
  const isNamed = ({ variable }: Finding): boolean =>
    variable !== undefined && readPath(variable).parts.join("\n") === parts.join("\n");
  return errors.find(isNamed)?.message;
}
