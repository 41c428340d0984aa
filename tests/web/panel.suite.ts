import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Definition } from "@stepwell/core";
import type { Page } from "playwright-core";
import { type Dashboard, errorsOf, type OpenOptions } from "./dashboard.suite.ts";

/* Workflows in the builder whose panel is tried. */

export const started = {
  format: "stepwell/v1",
  name: "Orders",
  trigger: { type: "webhook", config: { mode: "async", sample: { amount: 120, plan: "pro" } } },
  steps: [
    {
      id: "large",
      type: "condition",
      config: { mode: "branches", if: { all: [] } },
      branches: [
        { id: "yes", steps: [] },
        { id: "no", steps: [] },
      ],
    },
    { id: "call", type: "http", config: {} },
    {
      id: "route",
      type: "switch",
      config: {},
      branches: [
        { id: "first", when: { all: [] }, steps: [] },
        { id: "otherwise", steps: [] },
      ],
    },
  ],
} as const;

export const node = (page: Page, name: RegExp) =>
  page.locator("[data-node]").filter({ hasText: name });
export const panelOf = (page: Page) => page.locator("[data-panel]");

interface Opened {
  readonly id: string;
  readonly page: Page;
  readonly errors: readonly string[];
}

/** A new workflow, in a window of its own. */
export async function opened(
  { call, open }: Dashboard,
  options: OpenOptions = {},
  definition: object = started,
): Promise<Opened> {
  const body = { definition: definition as Record<string, never> };
  const { id } = await call("live")(createWorkflow, { body });
  const page = await open(`/live/workflows/${id}/edit`, options);
  return { id, page, errors: errorsOf(page) };
}

/** What the server has of it, once everything is saved. */
export async function draftOf(
  { call }: Dashboard,
  { id, page }: Pick<Opened, "id" | "page">,
): Promise<Definition> {
  await page.getByText("Saved", { exact: true }).waitFor();
  const { draft } = await call("live")(getWorkflow, { params: { id } });
  return draft.definition as unknown as Definition;
}
