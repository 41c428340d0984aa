import { createWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { panelOf } from "./building.suite.ts";
import { hasBrowser, useDashboard } from "./dashboard.suite.ts";

/* What the builder says and does while the server takes no draft. */

const definition = {
  format: "stepwell/v1",
  name: "Unsaved",
  trigger: { type: "manual", config: {} },
  steps: [
    { id: "one", type: "calculate", title: "ONE", config: { engine: "formula", expression: "1" } },
  ],
} as const;

describe.skipIf(!hasBrowser)("a draft that cannot be saved", () => {
  const dashboard = useDashboard();

  it("is not called saved, and nothing goes on with an older one", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`);
    const body = JSON.stringify({ code: "internal", title: "No", status: 500 });
    await page.route("**/draft", (route) => route.fulfill({ status: 500, body }));
    await page.locator('[data-node="one"]').click();
    await panelOf(page).locator(".cm-content").first().click();
    await page.keyboard.press("End");
    await page.keyboard.type(" + 1");
    await page.keyboard.press("Control+s");
    const said = page.locator("output[aria-live=polite].sr-only");
    await expect.poll(() => said.textContent()).toContain("Not saved");
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByText("The draft could not be saved").first().waitFor();
    expect(await page.getByRole("dialog", { name: "Publish this draft" }).count()).toBe(0);
    await page.unroute("**/draft");
    await page.keyboard.press("Control+s");
    await expect.poll(() => said.textContent()).toContain("Saved");
    await page.getByRole("button", { name: "Publish" }).click();
    await page.getByRole("dialog", { name: "Publish this draft" }).waitFor();
    await page.context().close();
  });
});
