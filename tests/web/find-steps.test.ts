import { createWorkflow, getWorkflow } from "@stepwell/api";
import type { Definition } from "@stepwell/core";
import type { Locator, Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { panelOf } from "./building.suite.ts";
import { hasBrowser, useDashboard } from "./dashboard.suite.ts";

/* The search of the builder shows what is looked for, and leaves alone whoever works meanwhile. */

const sum = (id: string, expression: string) => ({
  id,
  type: "calculate",
  title: id.toUpperCase(),
  config: { engine: "formula", expression },
});
const definition = {
  format: "stepwell/v1",
  name: "Found",
  trigger: { type: "manual", config: {} },
  steps: [sum("alpha", "1"), sum("beta", "2"), sum("gamma", "3")],
} as const;

const node = (page: Page, id: string): Locator => page.locator(`[data-node="${id}"]`);

describe.skipIf(!hasBrowser)("the search of the builder", () => {
  const dashboard = useDashboard();

  async function opened() {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`);
    await node(page, "alpha").waitFor();
    const expressions = async (): Promise<readonly unknown[]> => {
      const { draft } = await call("live")(getWorkflow, { params: { id } });
      const { steps } = draft.definition as unknown as Definition;
      return steps.map(({ config }) => config["expression"]);
    };
    return { page, expressions };
  }

  it("shows the first step while it is typed, and the next by Enter", async () => {
    const { page } = await opened();
    await node(page, "gamma").click();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+f");
    await page.getByRole("searchbox", { name: "Find a step" }).fill("a");
    await page.getByText("4 of 4").waitFor();
    await page.getByRole("searchbox", { name: "Find a step" }).fill("alpha");
    await page.getByText("1 of 1").waitFor();
    await page.getByRole("searchbox", { name: "Find a step" }).fill("calculate");
    await page.keyboard.press("Enter");
    await page.getByText("2 of 3").waitFor();
    await page.context().close();
  });

  it("stays open beside a step that is edited, which keeps the panel and the focus", async () => {
    const { page, expressions } = await opened();
    await node(page, "alpha").focus();
    await page.keyboard.press("Control+f");
    await page.getByRole("searchbox", { name: "Find a step" }).fill("alpha");
    await page.getByText("1 of 1").waitFor();
    await node(page, "gamma").click();
    await panelOf(page).locator(".cm-content").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" + 40", { delay: 40 });
    await page.keyboard.press("Backspace");
    await expect.poll(expressions).toEqual(["1", "2", "3 + 4"]);
    await page.context().close();
  });

  it("deletes nothing where the focus was lost out of a panel", async () => {
    const { page } = await opened();
    await node(page, "beta").click();
    await panelOf(page).locator(".cm-content").first().click();
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("Backspace");
    await page.keyboard.press("Delete");
    await page.waitForTimeout(100);
    expect(await node(page, "beta").count()).toBe(1);
    await node(page, "beta").focus();
    await page.evaluate("document.activeElement.blur()");
    await page.keyboard.press("Delete");
    await node(page, "beta").waitFor({ state: "detached" });
    await page.context().close();
  });
});
