import { createWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, useDashboard } from "./dashboard.suite.ts";

const step = (id: string) => ({
  id,
  type: "output",
  title: id.toUpperCase(),
  config: { value: 1 },
});

describe.skipIf(!hasBrowser)("the address of the builder", () => {
  const dashboard = useDashboard();

  const stepIn = (page: Page): string | null => new URL(page.url()).searchParams.get("step");

  const showsPanel = (page: Page, title: string): Promise<void> =>
    page
      .locator("[data-panel]")
      .getByRole("button", { name: `Actions for ${title}` })
      .waitFor();

  it("says whose panel is open, and leads there again", async () => {
    const { call, open } = dashboard();
    const trigger = { type: "manual", config: {} };
    const definition = { format: "stepwell/v1", name: "Addressed", trigger };
    const { id } = await call("live")(createWorkflow, {
      body: { definition: { ...definition, steps: ["one", "two"].map(step) } },
    });
    const page = await open("/live/workflows");
    const errors = errorsOf(page);
    await page.goto(`${dashboard().url}/live/workflows/${id}/edit?view=outline&step=one`);
    await showsPanel(page, "ONE");
    await page.locator("[data-node=two]").click();
    await showsPanel(page, "TWO");
    await expect.poll(() => stepIn(page)).toBe("two");
    expect(new URL(page.url()).searchParams.get("view")).toBe("outline");
    await page.reload();
    await showsPanel(page, "TWO");
    await page.locator("[data-panel]").getByRole("button", { name: "Close" }).first().click();
    await page.locator("[data-panel]").waitFor({ state: "detached" });
    await expect.poll(() => stepIn(page)).toBe(null);
    await page.locator('[data-node="$trigger"]').click();
    await expect.poll(() => stepIn(page)).toBe("$trigger");
    // Nothing of it was a page of its own.
    await page.goBack();
    await page.waitForURL("**/live/workflows");
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("calls nobody back who is on the way to another page", async () => {
    const { call, open } = dashboard();
    const trigger = { type: "manual", config: {} };
    const definition = { format: "stepwell/v1", name: "Left", trigger, steps: [step("one")] };
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit?view=outline`);
    await page.locator("[data-node=one]").waitFor();
    const { promise: held, resolve: release } = Promise.withResolvers();
    await page.route(/assets\/workflow-page-/, async (route) => {
      await held;
      await route.continue();
    });
    const asked = page.waitForRequest(/assets\/workflow-page-/);
    await page.getByRole("link", { name: "Back to the workflow" }).click();
    await asked;
    await page.locator("[data-node=one]").click();
    await page.locator("[data-panel]").waitFor();
    // Longer than the address rests.
    await page.waitForTimeout(500);
    release(undefined);
    await page.getByRole("heading", { name: "Left", level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/live/workflows/${id}`);
    await page.context().close();
  });
});
