import type { Locator, Page } from "playwright-core";

/* What tests do in the builder, as a person with a mouse does it. */

export const panelOf = (page: Page): Locator => page.locator("[data-panel]");

/** Drags from a node to a place of the drawing; it may be held there. */
export async function drag(
  page: Page,
  from: Locator,
  to: Locator,
  isDropped = true,
): Promise<void> {
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  if (!start || !end) throw new Error("not in view");
  await page.mouse.move(start.x + 80, start.y + 20);
  await page.mouse.down();
  await page.mouse.move(start.x + 90, start.y + 40, { steps: 3 });
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 6 });
  // Slots come with the first move; a hand that goes on moving meets them.
  for (let shift = 0; shift < 4; shift += 1) {
    await page.waitForTimeout(100);
    await page.mouse.move(end.x + end.width / 2 + shift, end.y + end.height / 2);
  }
  if (isDropped) await page.mouse.up();
}

/** Presses a plus or an empty branch, looks for a step type by its name, and takes it. */
export async function addStep(page: Page, plus: Locator, name: string): Promise<void> {
  await plus.click();
  await page.getByRole("searchbox", { name: "Search steps" }).fill(name);
  await page
    .getByRole("option", { name: new RegExp(`^${name}`) })
    .first()
    .click();
}
