import { describe, expect, it } from "vitest";
import { hasBrowser, owner, useDashboard } from "./dashboard.suite.ts";

describe.skipIf(!hasBrowser)("language and theme", () => {
  const dashboard = useDashboard();

  it("that a person has chosen hold in a new browser, from the first page after signing in", async () => {
    const { open } = dashboard();
    const first = await open("/live/settings/appearance");
    await first.getByText("Dark", { exact: true }).click();
    await first.getByText("Svenska", { exact: true }).click();
    await first.getByRole("link", { name: "Översikt" }).waitFor();
    await first.context().close();

    const second = await open("/login", { isSignedOut: true, language: "fr-FR" });
    await second.evaluate(`localStorage.setItem("stepwell.theme", "light")`);
    // Every theme that the page after signing in has been in.
    await second.addInitScript(`
      globalThis.themesSeen = [];
      new MutationObserver(() => {
        const { theme } = document.documentElement?.dataset ?? {};
        if (theme && themesSeen.at(-1) !== theme) themesSeen.push(theme);
      }).observe(document, { attributes: true, childList: true, subtree: true });
    `);
    await second.getByLabel("E-mail").fill(owner.email);
    await second.getByLabel("Mot de passe").fill(owner.password);
    await second.keyboard.press("Enter");
    await second.getByRole("link", { name: "Översikt" }).waitFor();
    expect(await second.evaluate("themesSeen")).toEqual(["dark"]);
    expect(await second.locator("html").getAttribute("lang")).toBe("sv");
    await second.context().close();
  });

  it("like the system goes along with the device; the menu's choice is kept on the server", async () => {
    const page = await dashboard().open("/live", { theme: "dark" });
    await page.getByRole("navigation", { name: "Main" }).waitFor();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.waitForSelector("html[data-theme=light]");
    await page.getByRole("button", { name: "Account and appearance" }).click();
    const saved = page.waitForResponse((response) => response.request().method() === "PATCH");
    await page.getByRole("menuitem", { name: "Light" }).click();
    expect(await (await saved).json()).toMatchObject({ user: { theme: "light" } });
    await page.context().close();
  });
});
