import type { Locator, Page } from "playwright-core";

/* What tests do in the builder, as a person with a mouse does it. */

export const panelOf = (page: Page): Locator => page.locator("[data-panel]");

/** Presses a plus or an empty branch, looks for a step type by its name, and takes it. */
export async function addStep(page: Page, plus: Locator, name: string): Promise<void> {
  await plus.click();
  await page.getByRole("searchbox", { name: "Search steps" }).fill(name);
  await page
    .getByRole("option", { name: new RegExp(`^${name}`) })
    .first()
    .click();
}
