import {
  errorBranchId,
  isJsonArray,
  isJsonObject,
  type Json,
  type JsonObject,
} from "@stepwell/core";
import { comparisonIn } from "./comparison-text.ts";
import { durationOf, valueText, type SummaryWords } from "./value-text.ts";

/*
 * What a step or trigger does, in a few words: the fields that people would tell first. Types that
 * are not known here, those of extensions, tell the fields that say most elsewhere.
 */

export interface Summarised {
  readonly type: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly branches?: readonly NamedBranch[] | undefined;
}

interface NamedBranch {
  readonly id: string;
  readonly title?: string | undefined;
}

type Tell = (config: JsonObject, words: SummaryWords, step: Summarised) => readonly string[];

/** Fields by their names, each as a person reads it. */
function fields(...names: readonly string[]): Tell {
  return (config, words) => names.map((name) => valueText(config[name], words));
}

const steps: Readonly<Record<string, Tell>> = {
  calculate: fields("expression"),
  call_workflow: fields("workflow"),
  condition: ({ if: test }, words) => [comparisonIn(test, words)],
  date: ({ input, steps: operations }, words) => [
    valueText(input, words),
    ...namesIn(operations, "do").map((name) => words.choice(name)),
  ],
  delay: ({ for: length, until }, words) => [durationOf(length, words), valueText(until, words)],
  email: fields("to", "subject"),
  emit_event: fields("type"),
  end: ({ result = "succeed", message }, words) => [
    words.choice(valueText(result, words)),
    valueText(message, words),
  ],
  http: ({ method = "GET", url }, words) => [valueText(method, words), valueText(url, words)],
  json_map: ({ source, fields: named }, words) => [
    valueText(source, words),
    isJsonArray(named) ? namesIn(named, "name").join(", ") : valueText(named, words),
  ],
  json_query: fields("expression"),
  loop: ({ over, while: test }, words) => [valueText(over, words), comparisonIn(test, words)],
  message: fields("text"),
  output: fields("value"),
  parallel: ({ mode = "all" }, words, step) => [
    ...countOfBranches(words, step),
    words.choice(valueText(mode, words)),
  ],
  respond: ({ status = 200, body }, words) => [valueText(status, words), valueText(body, words)],
  script: ({ code }) => [firstLine(code)],
  switch: (_config, words, step) => countOfBranches(words, step),
  variable: ({ name, value }, words) => [
    [name, value]
      .map((part) => valueText(part, words))
      .filter((text) => text !== "")
      .join(" = "),
  ],
  wait_for_event: ({ type, timeout }, words) => [
    valueText(type, words),
    durationOf(timeout, words),
  ],
};

const triggers: Readonly<Record<string, Tell>> = {
  call: ({ inputs }) => [namesIn(inputs, "name").join(", ")],
  manual: ({ inputs }) => [namesIn(inputs, "name").join(", ")],
  event: fields("type"),
  schedule: ({ cron, every, at }, words) => [
    valueText(cron, words),
    durationOf(every, words),
    valueText(at, words).replace("T", " "),
  ],
  webhook: ({ mode, variables }, words) => [
    mode === "sync" ? words.choice("sync") : "",
    namesIn(variables, "name").join(", "),
  ],
};

const telling = fields("method", "url", "name", "to", "type", "text", "value", "expression");

/** Empty where there is nothing to tell yet. */
export function stepSummary(step: Summarised, words: SummaryWords): string {
  return summaryBy(steps[step.type] ?? telling, step, words);
}

export function triggerSummary(trigger: Summarised, words: SummaryWords): string {
  return summaryBy(triggers[trigger.type] ?? telling, trigger, words);
}

function summaryBy(tell: Tell, part: Summarised, words: SummaryWords): string {
  return tell(part.config as JsonObject, words, part)
    .map((text) => text.replaceAll(/\s+/g, " ").trim())
    .filter((text) => text !== "")
    .join(" · ");
}

function countOfBranches(words: SummaryWords, { branches = [] }: Summarised): readonly string[] {
  return [words.branches(branches.filter(({ id }) => id !== errorBranchId).length)];
}

function namesIn(list: Json | undefined, field: string): readonly string[] {
  if (!isJsonArray(list)) return [];
  return list.flatMap((one) => {
    const name = isJsonObject(one) ? one[field] : undefined;
    return typeof name === "string" ? [name] : [];
  });
}

/** Comments say more to those who wrote them than to those who look for the step. */
function firstLine(code: Json | undefined): string {
  if (typeof code !== "string") return "";
  const lines = code.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !line.startsWith("//")) ?? lines[0] ?? "";
}
