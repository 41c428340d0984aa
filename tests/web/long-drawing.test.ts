import { createWorkflow } from "@stepwell/api";
import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";

const steps = Array.from({ length: 60 }, (_none, index) => ({
  id: `s${index}`,
  type: "calculate",
  config: { engine: "formula", expression: "1 + 1" },
}));
const definition = {
  format: "stepwell/v1",
  name: "Long",
  trigger: { type: "manual", config: {} },
  steps,
} as never;

/** How many steps are in view, and how many pluses; a line goes through the middle of the last gap. */
async function inView(page: Page): Promise<{ readonly steps: number; readonly pluses: number }> {
  const count = (selector: string) =>
    page.evaluate<number>(`[...document.querySelectorAll('.workflow-canvas ${selector}')].filter((one) => {
      const { top, bottom } = one.getBoundingClientRect();
      return top > 60 && bottom < innerHeight - 40;
    }).length`);
  return {
    steps: await count("[data-node]"),
    pluses: await count("button:not([data-node]):not(.react-flow__panel *)"),
  };
}

/** The lines as far as they are drawn, in pixels of the window. */
function linesTo(page: Page): Promise<number> {
  return page.evaluate<number>(
    `Math.max(...[...document.querySelectorAll(".workflow-canvas svg path")].map((one) => one.getBoundingClientRect().bottom))`,
  );
}

describe.skipIf(!hasBrowser)("a drawing that is longer than the window", () => {
  const dashboard = useDashboard();

  it("has its lines and pluses wherever one looks, and says less from far away", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit?view=canvas`);
    await page.locator('[data-node="s0"]').click();
    await page.keyboard.press("Escape");
    for (const [key, last] of [
      ["End", "s59"],
      ["Home", "s0"],
    ] as const) {
      await page.keyboard.press(key);
      await page.locator(`[data-node="${last}"]`).waitFor();
      await expect.poll(async () => (await inView(page)).pluses).toBeGreaterThan(3);
      const { steps: shown, pluses } = await inView(page);
      expect(pluses).toBeGreaterThanOrEqual(shown - 2);
      expect(await linesTo(page)).toBeGreaterThan(500);
      await picture(page, `long-drawing-${key}`);
    }
    const canvas = page.locator(".workflow-canvas");
    expect(await canvas.getAttribute("data-detail")).toBe("all");
    for (let press = 0; press < 12; press += 1) await page.keyboard.press("-");
    await expect.poll(() => canvas.getAttribute("data-detail")).toBe("block");
    await page.context().close();
  });
});
