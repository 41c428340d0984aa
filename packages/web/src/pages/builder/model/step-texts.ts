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
  const { t } = useTranslation("builder");
  const catalog = useCatalog();
  return useMemo(() => {
    const typeTitle = (type: string): string =>
      catalog.steps.get(type)?.title ?? catalog.triggers.get(type)?.title ?? type;
    return {
      typeTitle,
      stepTitle: ({ title, type }: StepDefinition): string => title ?? typeTitle(type),
      triggerTitle: ({ type }: TriggerDefinition): string => typeTitle(type),
      /** What it listens to, where that can be told in a word. */
      triggerSummary: ({ config }: TriggerDefinition): string =>
        firstWord(config, ["type", "cron", "every", "at"]) ?? t("trigger"),
      branchTitle({ id, title }: NamedBranch): string {
        const known = fixedBranches.find((name) => name === id);
        return title ?? (known ? t(`branch.${known}`) : id);
      },
      stepSummary: ({ id, config, title, type }: StepDefinition): string => {
        const words = wordsOf(config);
        if (words !== "") return words;
        return title === undefined ? id : typeTitle(type);
      },
    };
  }, [catalog, t]);
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

function wordsOf(config: Readonly<Record<string, unknown>>): string {
  const condition = config["if"] ?? config["while"];
  const comparison = condition === undefined ? "" : comparisonIn(condition as Json);
  if (comparison !== "") return comparison;
  return telling
    .flatMap((key) => (key in config ? [wordOf(config[key] as Json)] : []))
    .filter((word) => word !== "")
    .slice(0, 2)
    .join(" · ");
}

function firstWord(
  config: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): string | undefined {
  return keys.map((key) => wordOf((config[key] ?? null) as Json)).find((word) => word !== "");
}

function wordOf(value: Json): string {
  if (typeof value === "string") return value.replaceAll(/\{\{\s*|\s*\}\}/g, "").slice(0, 80);
  if (typeof value === "number") return String(value);
  if (isJsonObject(value) && typeof value["amount"] === "number")
    return `${value["amount"]} ${textOf(value["unit"])}`;
  return "";
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** The first comparison of a condition, and that there are more: "body.amount greater than 100 …". */
function comparisonIn(condition: Json): string {
  const leaves = leavesOf(condition);
  const [first] = leaves;
  if (!first) return "";
  const [left, operator, right] = [first["left"], first["operator"], first["right"]].map((part) =>
    wordOf(part ?? null),
  );
  const words = [shortPath(left ?? ""), signs[operator ?? ""] ?? operator, shortPath(right ?? "")];
  return `${words.join(" ").replaceAll("_", " ").trim()}${leaves.length > 1 ? " …" : ""}`;
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
