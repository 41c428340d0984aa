import {
  isJsonObject,
  type Json,
  type JsonObject,
  type StepDefinition,
  type TriggerDefinition,
} from "@stepwell/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useCatalog } from "../../../api/catalog.ts";

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
    const words: Words = {
      duration: (amount, unit) => durationWords(amount, unit, language),
      operator: (name) => signs[name] ?? operators.get(name) ?? name.replaceAll("_", " "),
    };
    const typeTitle = (type: string): string =>
      catalog.steps.get(type)?.title ?? catalog.triggers.get(type)?.title ?? type;
    return {
      typeTitle,
      stepTitle: ({ title, type }: StepDefinition): string => title ?? typeTitle(type),
      triggerTitle: ({ type }: TriggerDefinition): string => typeTitle(type),
      /** What it listens to, where that can be told in a word. */
      triggerSummary: ({ config }: TriggerDefinition): string =>
        firstWord(config, ["type", "cron", "every", "at"], words) ?? t("trigger"),
      branchTitle({ id, title }: NamedBranch): string {
        const known = fixedBranches.find((name) => name === id);
        return title ?? (known ? t(`branch.${known}`) : id);
      },
      stepSummary: ({ id, config, title, type }: StepDefinition): string => {
        const summary = wordsOf(config, words);
        if (summary !== "") return summary;
        return title === undefined ? id : typeTitle(type);
      },
    };
  }, [catalog, t, language]);
}

/** What is said in the language of the person. */
interface Words {
  duration(amount: number, unit: string): string;
  operator(name: string): string;
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

/** The fields that say most, in the order in which people would tell them. */
const telling = [
  "method",
  "url",
  "expression",
  "over",
  "name",
  "value",
  "to",
  "subject",
  "type",
  "text",
  "message",
  "workflow",
  "for",
  "until",
  "mode",
  "status",
];

function wordsOf(config: Readonly<Record<string, unknown>>, words: Words): string {
  const condition = config["if"] ?? config["while"];
  const comparison = condition === undefined ? "" : comparisonIn(condition as Json, words);
  if (comparison !== "") return comparison;
  return telling
    .flatMap((key) => (key in config ? [wordOf(config[key] as Json, words)] : []))
    .filter((word) => word !== "")
    .slice(0, 2)
    .join(" · ");
}

function firstWord(
  config: Readonly<Record<string, unknown>>,
  keys: readonly string[],
  words: Words,
): string | undefined {
  return keys
    .map((key) => wordOf((config[key] ?? null) as Json, words))
    .find((word) => word !== "");
}

function wordOf(value: Json, words: Words): string {
  if (typeof value === "string") return value.replaceAll(/\{\{\s*|\s*\}\}/g, "").slice(0, 80);
  if (typeof value === "number") return String(value);
  if (isJsonObject(value) && typeof value["amount"] === "number")
    return words.duration(value["amount"], textOf(value["unit"]));
  return "";
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The first comparison of a condition, and that there are more: "body.amount greater than 100 …". */
function comparisonIn(condition: Json, words: Words): string {
  const leaves = leavesOf(condition);
  const [first] = leaves;
  if (!first) return "";
  const [left = "", right = ""] = [first["left"], first["right"]].map((part) =>
    shortPath(wordOf(part ?? null, words)).replaceAll("_", " "),
  );
  const comparison = [left, words.operator(textOf(first["operator"])), right].join(" ").trim();
  return `${comparison}${leaves.length > 1 ? " …" : ""}`;
}

const signs: Readonly<Record<string, string>> = {
  equals: "=",
  not_equals: "≠",
  greater_than: ">",
  greater_or_equal: "≥",
  less_than: "<",
  less_or_equal: "≤",
};

/** `trigger.body.amount` is `body.amount` to those who read in passing. */
function shortPath(text: string): string {
  return text.replace(/^(trigger|steps|scopes|vars)\./, "");
}

function leavesOf(condition: Json): readonly JsonObject[] {
  if (!isJsonObject(condition)) return [];
  if ("operator" in condition) return [condition];
  return ["all", "any", "none"].flatMap((group) => {
    const parts = condition[group];
    return Array.isArray(parts) ? parts.flatMap(leavesOf) : [];
  });
}
