import { createWorkflow } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import { errorsOf, hasBrowser, picture, useDashboard, violationsIn } from "./dashboard.suite.ts";

const blank = {
  format: "stepwell/v1",
  name: "Remind people",
  trigger: { type: "manual", config: {} },
  steps: [],
} as never;

describe.skipIf(!hasBrowser)("the shell", () => {
  const dashboard = useDashboard();

  it("leads by keys to a section and to a workflow", async () => {
    const { call, open } = dashboard();
    const { id } = await call("live")(createWorkflow, { body: { definition: blank } });
    const page = await open("/live");
    const errors = errorsOf(page);
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    await page.keyboard.press("Control+k");
    await page.getByRole("option", { name: "Remind people" }).waitFor();
    await picture(page, "palette");
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.type("remind");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/live/workflows/${id}`);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it("has a first part wherever an address names none", async () => {
    const page = await dashboard().open("/live/settings");
    await page.locator("main a[aria-current=page]", { hasText: "General" }).waitFor();
    await page.goto(`${dashboard().url}/live/workbench`);
    await page.getByRole("tab", { name: "Requests", selected: true }).waitFor();
    await page.context().close();
  });

  it("speaks the person's language, and keeps the theme that was chosen", async () => {
    const page = await dashboard().open("/live", { language: "de-DE" });
    await page.getByRole("link", { name: "Übersicht" }).waitFor();
    await page.getByRole("button", { name: "Konto und Darstellung" }).click();
    await page.getByRole("menuitem", { name: "Dunkel" }).click();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.reload();
    await page.getByRole("link", { name: "Übersicht" }).waitFor();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await page.context().close();
  });

  it("says unmistakably that one is in the sandbox, and leads to the same section of live", async () => {
    const page = await dashboard().open("/sandbox/settings/general");
    await page.getByText("Sandbox: nothing here touches what is live.").waitFor();
    await picture(page, "sandbox");
    await page.getByRole("button", { name: /Environment/ }).click();
    await page.getByRole("option", { name: "Live" }).click();
    await page.waitForURL("**/live/settings/general");
    await page
      .getByText("Sandbox: nothing here touches what is live.")
      .waitFor({ state: "detached" });
    await page.context().close();
  });
});
