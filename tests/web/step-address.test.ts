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
});
