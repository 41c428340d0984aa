import type { Page } from "playwright-core";
import { describe, expect, it } from "vitest";
import {
  errorsOf,
  hasBrowser,
  owner,
  picture,
  useDashboard,
  violationsIn,
} from "./dashboard.suite.ts";
import { comesTo, tabTo } from "./keyboard.suite.ts";

/** Who is set up signs out and in again. */
async function signsInAgain(page: Page, url: string): Promise<void> {
  await page.context().clearCookies();
  await page.goto(`${url}/live/workflows`);
  await comesTo(page, /textbox "E-mail/);
  await page.keyboard.type(owner.email);
  await tabTo(page, /textbox "Password/);
  await page.keyboard.type(owner.password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Build your first workflow" }).waitFor();
}

describe.skipIf(!hasBrowser)("setting up, by mouse", () => {
  const dashboard = useDashboard({ hasOwner: false });

  it("leads whoever comes without the address to where it is printed, and takes the first owner", async () => {
    const { open, url, setupPath } = dashboard();
    const page = await open("/live", { isSignedOut: true });
    const errors = errorsOf(page);
    await page.getByText(/This page needs the one-time address/).waitFor();
    await page.goto(`${url}/setup?token=wrong`);
    await page.getByLabel("Your name").fill(owner.name);
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("New password").fill(owner.password);
    await page.getByRole("button", { name: "Create the owner" }).click();
    await page.getByRole("alert").waitFor();
    await picture(page, "setup-refused");
    await page.goto(`${url}${setupPath}`);
    await page.getByLabel("Your name").fill(owner.name);
    await page.getByLabel("E-mail").fill(owner.email);
    await page.getByLabel("New password").fill("short");
    await page.getByRole("button", { name: "Create the owner" }).click();
    await picture(page, "setup-short");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByLabel("New password").fill(owner.password);
    await page.getByRole("button", { name: "Create the owner" }).click();
    await page.waitForURL("**/live**");
    await page.getByRole("link", { name: "Overview" }).waitFor();
    await signsInAgain(page, url);
    await page.goto(`${url}${setupPath}`);
    await page.getByText("Stepwell is set up already.").waitFor();
    expect(errors).toEqual([]);
    await page.context().close();
  });
});

describe.skipIf(!hasBrowser)("setting up, by keyboard alone", () => {
  const dashboard = useDashboard({ hasOwner: false });

  it("takes the first owner", async () => {
    const { open, url, setupPath } = dashboard();
    const page = await open(setupPath, { isSignedOut: true });
    await comesTo(page, /textbox "Your name/);
    await page.keyboard.type(owner.name);
    await tabTo(page, /textbox "E-mail/);
    await page.keyboard.type(owner.email);
    await tabTo(page, /textbox "New password/);
    await page.keyboard.type(owner.password);
    await page.keyboard.press("Enter");
    await page.waitForURL("**/live**");
    await page.getByRole("link", { name: "Overview" }).waitFor();
    await signsInAgain(page, url);
    await page.context().close();
  });
});
