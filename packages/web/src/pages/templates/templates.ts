import type { Definition } from "@stepwell/core";
import { type Titles, withTitles } from "./titles.ts";

/* Workflows to begin with. Their texts are those of the language, their definitions files of their own. */

export const categories = ["start", "payments", "orders", "customers", "people"] as const;
export type Category = (typeof categories)[number];

export const templates = [
  { id: "greeting", category: "start", trigger: "manual" },
  { id: "personalise-big-orders", category: "payments", trigger: "event" },
  { id: "early-fraud-warning", category: "payments", trigger: "event" },
  { id: "overdue-invoice", category: "payments", trigger: "event" },
  { id: "dispute-desk", category: "payments", trigger: "event" },
  { id: "dunning", category: "payments", trigger: "event" },
  { id: "monthly-write-off", category: "payments", trigger: "schedule" },
  { id: "purchase-to-slack", category: "payments", trigger: "event" },
  { id: "low-stock", category: "orders", trigger: "event" },
  { id: "high-risk-order", category: "orders", trigger: "event" },
  { id: "unfulfilled-digest", category: "orders", trigger: "schedule" },
  { id: "partner-order", category: "orders", trigger: "webhook" },
  { id: "customer-tiers", category: "customers", trigger: "event" },
  { id: "cancel-all", category: "customers", trigger: "manual" },
  { id: "block-a-bad-edit", category: "customers", trigger: "call" },
  { id: "leave-request", category: "people", trigger: "manual" },
] as const satisfies readonly {
  readonly id: string;
  readonly category: Category;
  readonly trigger: string;
}[];

export type Template = (typeof templates)[number];
export type TemplateId = Template["id"];

const files = import.meta.glob<Definition>("./definitions/*.flow.json", { import: "default" });

const titleFiles = import.meta.glob<Readonly<Record<TemplateId, Titles>>>("./titles/*.json", {
  import: "default",
});

export interface LoadedTemplate {
  readonly definition: Definition;
  readonly titles: Titles;
}

/** One is loaded when it is looked at, with the titles of its steps. */
export async function loadTemplate(id: TemplateId, language: string): Promise<LoadedTemplate> {
  const load = files[`./definitions/${id}.flow.json`];
  const loadTitles = titleFiles[`./titles/${language}.json`] ?? titleFiles["./titles/en.json"];
  if (!load || !loadTitles) throw new Error(`There is no template ${id}.`);
  const [definition, all] = await Promise.all([load(), loadTitles()]);
  const titles = all[id];
  return { definition: withTitles(definition, titles), titles };
}
