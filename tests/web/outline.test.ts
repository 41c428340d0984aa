import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { root } from "../tidy/source-files.ts";
import { addStep } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const large = JSON.parse(
  readFileSync(join(root, "examples/large-payments/large-payments.flow.json"), "utf8"),
) as Record<string, never>;

const rowsOf = (page: Page): Promise<readonly (string | null)[]> =>
  page
    .locator("[data-node]")
    .evaluateAll((rows) => rows.map((row) => row.getAttribute("data-node")));

describe.skipIf(!hasBrowser)("the outline", () => {
  const dashboard = useDashboard();

  async function openLarge(options: { isPhone?: boolean; theme?: "light" | "dark" } = {}) {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: large } });
    const page = await open(`/live/workflows/${id}/edit?view=outline`, options);
    await page.getByRole("treegrid").waitFor();
    return page;
  }

  it("takes a step between two others, by mouse and by keys", async () => {
    const page = await openLarge();
    const errors = errorsOf(page);
    const before = await rowsOf(page);
    const plus = page.getByRole("button", { name: /^Add a step before/ });
    await plus.nth(1).hover();
    await picture(page, "outline-plus");
    await addStep(page, plus.nth(1), "Calculate");
    const after = await rowsOf(page);
    expect(after).toEqual(before.toSpliced(2, 0, "calculate"));
    await page.keyboard.press("Escape");
    await page.getByRole("row", { name: "Calculate", exact: true }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.locator(":focus").getAttribute("aria-label")).toMatch(/^Add a step before/);
    await page.keyboard.press("Enter");
    await page.keyboard.type("variable");
    await page.keyboard.press("Enter");
    await page.locator('[data-node="variable"]').waitFor();
    expect((await rowsOf(page))[2]).toBe("variable");
    expect(await violationsIn(page)).toEqual([]);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it.each(["light", "dark"] as const)(
    "has room for fingers between its rows: %s",
    async (theme) => {
      const page = await openLarge({ isPhone: true, theme });
      await picture(page, `outline-phone-${theme}`);
      const boxes = await page
        .locator("[data-add-before]")
        .evaluateAll((buttons) => buttons.map((one) => one.getBoundingClientRect().height));
      expect(boxes.length).toBeGreaterThan(1);
      for (const height of boxes) expect(height).toBeGreaterThanOrEqual(32);
      const before = await rowsOf(page);
      await page.locator("[data-add-before]").first().tap();
      await page.getByRole("searchbox", { name: "Search steps" }).waitFor();
      await picture(page, `outline-phone-picker-${theme}`);
      await page
        .getByRole("option", { name: /^Calculate/ })
        .first()
        .tap();
      await page.getByRole("button", { name: "Close the panel" }).tap();
      expect(await rowsOf(page)).toEqual(before.toSpliced(1, 0, "calculate"));
      expect(await violationsIn(page)).toEqual([]);
      await page.context().close();
    },
  );
});
