import type { Page } from "playwright-core";
import { beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";
import { type EveryPage, fillEveryPage, isReady } from "./every-page.suite.ts";

/* High contrast of the system takes our colours away: borders, focus and signs have to remain. */

const shown = [
  "overview",
  "workflows",
  "workflow",
  "builder-canvas",
  "runs",
  "run-canvas",
  "settings-appearance",
];

/** What can be filled in or chosen and has no border of its own or around it. */
function borderless(page: Page): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`[...document.querySelectorAll("input, [data-node]")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().width > 1)
    .filter((one) => !one.closest("[role=treegrid], label"))
    .filter((one) =>
      [one, one.parentElement].every((box) => Number.parseFloat(getComputedStyle(box).borderTopWidth) === 0),
    )
    .map((one) => one.outerHTML.slice(0, 160))`);
}

describe.skipIf(!hasBrowser)("modes of contrast", () => {
  const dashboard = useDashboard();
  let every: EveryPage | undefined;
  beforeAll(async () => {
    if (hasBrowser) every = await fillEveryPage(dashboard());
  }, 60_000);

  it.each(["light", "dark"] as const)(
    "forced colours, %s: borders and focus are there",
    async (colorScheme) => {
      const page = await dashboard().open("/login", { theme: colorScheme });
      await page.emulateMedia({ forcedColors: "active", colorScheme });
      for (const name of shown) {
        await page.goto(dashboard().url + (every?.pathOf(name) ?? ""));
        await isReady(page);
        await page.keyboard.press("Tab");
        await page.keyboard.press("Tab");
        await picture(page, `forced-${colorScheme}-${name}`);
        expect.soft(await borderless(page), name).toEqual([]);
        const outline = await page.evaluate(
          `getComputedStyle(document.activeElement).outlineStyle`,
        );
        expect.soft(outline, name).toBe("solid");
      }
      await page.context().close();
    },
  );

  it("more contrast is heeded: lines are stronger, and no letters are faint", async () => {
    const page = await dashboard().open("/live");
    await page.emulateMedia({ contrast: "more" });
    for (const name of shown) {
      await page.goto(dashboard().url + (every?.pathOf(name) ?? ""));
      await isReady(page);
      await picture(page, `contrast-${name}`);
      expect.soft(await violationsIn(page), name).toEqual([]);
    }
    const [line, hint, secondary] = await page.evaluate<readonly string[]>(
      `["--line", "--ink-3", "--ink-2"].map((name) =>
        getComputedStyle(document.documentElement).getPropertyValue(name).trim())`,
    );
    expect(hint).toBe(secondary);
    expect(line).toBe("#868fa1");
    await page.context().close();
  });

  it("nothing moves for those who want no movement, but what says that something is at work", async () => {
    const page = await dashboard().open("/live");
    await isReady(page);
    await page.getByRole("button", { name: "Account and appearance" }).click();
    await page.getByRole("menuitem", { name: "Light" }).waitFor();
    const moving = await page.evaluate(`document.getAnimations()
      .filter(({ effect }) => effect.getComputedTiming().activeDuration > 20)
      .filter(({ effect }) => !effect.target.closest(".keeps-moving"))
      .map(({ effect }) => effect.target.outerHTML.slice(0, 120))`);
    expect(moving).toEqual([]);
    await page.context().close();
  });
});
