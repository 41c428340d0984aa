import { describe, expect, it } from "vitest";
import { pressOn } from "./keyboard.suite.ts";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

describe.skipIf(!hasBrowser)("templates", () => {
  const dashboard = useDashboard();

  it("are found, looked at and used, by mouse", async () => {
    for (const theme of ["light", "dark"] as const) {
      const page = await dashboard().open("/sandbox/templates", { theme });
      const errors = errorsOf(page);
      await page.getByRole("link", { name: /Dispute desk/ }).waitFor();
      await picture(page, `templates-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      await page.getByRole("searchbox", { name: "Search templates" }).fill("fraud");
      await page.getByRole("link", { name: /Early fraud warning/ }).click();
      await page.getByText("Is it a small one?", { exact: true }).first().waitFor();
      await picture(page, `template-${theme}`);
      expect(await violationsIn(page)).toEqual([]);
      await page.getByRole("button", { name: "Use this template" }).click();
      await page.waitForURL("**/sandbox/workflows/**/edit*");
      expect(errors).toEqual([]);
      await page.context().close();
    }
  });

  it("are used by keyboard alone", async () => {
    const page = await dashboard().open("/sandbox/templates");
    await page.getByRole("searchbox", { name: "Search templates" }).focus();
    await page.keyboard.type("first workflow");
    await picture(page, "templates-search");
    await page.getByRole("link", { name: /Dispute desk/ }).waitFor({ state: "detached" });
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.getByText("Work out the tax").waitFor();
    await pressOn(page, /button "Use this template"/);
    await page.waitForURL("**/sandbox/workflows/**/edit*");
    await page.context().close();
  });
});
