import { createWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { panelOf } from "./building.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard } from "./dashboard.suite.ts";

/* The list of what is wrong, from its opening to its end. */

const definition = {
  format: "stepwell/v1",
  name: "Wrong",
  trigger: { type: "manual", config: {} },
  steps: [
    {
      id: "call",
      type: "http",
      config: { method: "POST", url: "", body: `{{ ${"long".repeat(30)} }}` },
    },
    {
      id: "sum",
      type: "calculate",
      retry: { attempts: 2 },
      config: { engine: "formula", expression: "1 + 1" },
    },
  ],
};

describe.skipIf(!hasBrowser)("problems", () => {
  const dashboard = useDashboard();

  it("go with their step, and their list closes before the panel", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit`);
    const errors = errorsOf(page);
    const button = page.getByRole("button", { name: "2 errors · 1 warning" });
    await button.click();
    const list = page.getByRole("region", { name: "Problems" });
    await list.getByRole("button", { name: /URL/ }).waitFor();
    await picture(page, "problems");
    // Nobody can save now: what is gone is gone from the list at once.
    await page.route("**/draft", (route) => route.abort());
    await page.locator('[data-node="call"]').click();
    await panelOf(page).getByRole("textbox", { name: "URL" }).waitFor();
    await page.locator('[data-node="call"]').focus();
    await page.keyboard.press("Escape");
    await list.waitFor({ state: "detached" });
    expect(await panelOf(page).count()).toBe(1);
    await page.keyboard.press("Escape");
    await panelOf(page).waitFor({ state: "detached" });
    await button.click();
    await page.locator('[data-node="call"]').click();
    await page.locator('[data-node="call"]').focus();
    await page.keyboard.press("Delete");
    await page.getByRole("button", { name: "1 warning", exact: true }).waitFor();
    expect(await list.getByRole("button", { name: /URL/ }).count()).toBe(0);
    await page.keyboard.press("Control+z");
    await list.getByRole("button", { name: /URL/ }).waitFor();
    await page.keyboard.press("Control+Shift+z");
    await list.getByRole("button", { name: /URL/ }).waitFor({ state: "detached" });
    await list.getByRole("button", { name: "Close the problems" }).press("Enter");
    await page
      .getByRole("button", { name: "1 warning", exact: true })
      .and(page.locator(":focus"))
      .waitFor();
    expect(errors).toEqual([]);
    await page.unrouteAll();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.context().close();
  });

  it("are shown to whoever publishes, on a phone not below the panel", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit?step=call`, { isPhone: true });
    await panelOf(page).getByRole("textbox", { name: "URL" }).waitFor();
    await page.keyboard.press("Control+Shift+Enter");
    await page.getByRole("button", { name: "Show the problems" }).click();
    const list = page.getByRole("region", { name: "Problems" });
    await list.and(page.locator(":focus")).waitFor();
    await picture(page, "problems-phone");
    expect(await panelOf(page).count()).toBe(0);
    const scrolls = await list
      .locator("ul")
      .evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
    expect(scrolls).toBe(false);
    await page.context().close();
  });

  it("tell of a step in the address that is no longer there", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open(`/live/workflows/${id}/edit?step=gone`);
    await page.getByText("The step “gone” is not in this draft.").waitFor();
    await page.waitForURL((url) => !url.searchParams.has("step"));
    expect(await panelOf(page).count()).toBe(0);
    await page.context().close();
  });
});
