import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { root } from "../tidy/source-files.ts";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const large = JSON.parse(
  readFileSync(join(root, "examples/large-payments/large-payments.flow.json"), "utf8"),
) as Record<string, never>;

describe.skipIf(!hasBrowser)("the builder", () => {
  const dashboard = useDashboard();

  it("shows a workflow on its canvas, in both themes, without a finding of axe", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: large } });
    for (const theme of ["light", "dark"] as const) {
      const page = await open(`/live/workflows/${id}/edit`, { theme });
      const errors = errorsOf(page);
      await page.getByRole("button", { name: /^Condition/ }).click();
      await page.locator("[data-panel]").getByRole("textbox").first().waitFor();
      await picture(page, `builder-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      expect(errors).toEqual([]);
      await page.context().close();
    }
  });

  it("adds a step by keyboard alone, undoes it, and saves by itself", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: large } });
    const page = await open(`/live/workflows/${id}/edit`);
    await page.getByRole("button", { name: /^Webhook/ }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("a");
    await page.keyboard.type("calcul");
    await picture(page, "builder-picker");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: /^Calculate/ }).waitFor();
    await page.getByText("Saved", { exact: true }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: /^Calculate/ }).focus();
    await page.keyboard.press("Control+z");
    await page.getByRole("button", { name: /^Calculate/ }).waitFor({ state: "detached" });
    await page.context().close();
  });
});
