import { createWorkflow, getLimits, getVariables, listSecrets } from "@stepwell/api";
import { describe, expect, it } from "vitest";
import {
  errorsOf,
  hasBrowser,
  picture,
  useDashboard,
  violationsIn,
  violationsInDark,
} from "./dashboard.suite.ts";
import { isQuiet } from "./quiet.suite.ts";

const sections = [
  "general",
  "limits",
  "secrets",
  "variables",
  "retention",
  "members",
  "keys",
  "audit",
  "account",
  "appearance",
];

describe.skipIf(!hasBrowser)("settings", () => {
  const dashboard = useDashboard();

  it.each(["wide", "phone"] as const)(
    "have no finding of axe in any part: %s",
    async (look) => {
      const options = { isPhone: look === "phone" };
      const page = await dashboard().open("/live/settings/general", options);
      const errors = errorsOf(page);
      for (const section of sections) {
        await page.goto(`${dashboard().url}/live/settings/${section}`);
        await page.locator("main h2:visible, main ul:visible, main table").first().waitFor();
        await isQuiet(page);
        await picture(page, `settings-${section}-${look}`);
        expect(await violationsIn(page), section).toEqual([]);
        const inDark = await violationsInDark(page, `settings-${section}-${look}-dark`);
        expect(inDark, section).toEqual([]);
      }
      expect(errors).toEqual([]);
      await page.context().close();
    },
    60_000,
  );

  it("change limits, variables and secrets", async () => {
    const { call, open } = dashboard();
    const api = call("live");
    const page = await open("/live/settings/limits");
    await page.getByLabel("Active workflows").fill("9");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByText("0 of 9 used").waitFor();
    expect((await api(getLimits, {})).limits["activeWorkflowsMax"]).toBe(9);
    await page.getByRole("link", { name: "Variables" }).click();
    await page.getByRole("button", { name: "Add a variable" }).click();
    await page.getByLabel("Name").fill("region");
    await page.getByLabel("Value").fill("eu");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Remove REGION" }).waitFor();
    await expect.poll(() => api(getVariables, {})).toEqual({ variables: { REGION: "eu" } });
    await page.getByRole("link", { name: "Secrets" }).click();
    await page.getByLabel("Name").fill("api_token");
    await page.getByLabel("Value").fill("hush");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("button", { name: "Delete api_token" }).waitFor();
    expect(await api(listSecrets, {})).toEqual({ items: [{ name: "api_token" }] });
    await page.context().close();
  });

  it("show a new key once", async () => {
    const page = await dashboard().open("/live/settings/keys");
    await page.getByRole("button", { name: "New API key" }).click();
    await page.getByLabel("Name").fill("builds");
    await page.getByRole("button", { name: "Make the key" }).click();
    const key = await page.getByRole("group", { name: "API key" }).locator("code").textContent();
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "I have it" }).click();
    await page.getByRole("row", { name: /builds/ }).waitFor();
    expect(await page.content()).not.toContain(key);
    await page.getByRole("button", { name: "Revoke: builds" }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
    await page
      .getByRole("row", { name: /builds/ })
      .getByText("Revoked")
      .waitFor();
    await page.context().close();
  });

  it("invite a viewer, who may look but not edit", async () => {
    const { call, open } = dashboard();
    const trigger = { type: "manual", config: {} };
    const definition = { format: "stepwell/v1", name: "Quiet", trigger, steps: [] };
    const { id } = await call("live")(createWorkflow, { body: { definition } });
    const page = await open("/live/settings/members");
    await page.getByRole("button", { name: "Invite somebody" }).click();
    await page.keyboard.type("grace@example.com");
    await picture(page, "settings-invite");
    expect(await violationsIn(page)).toEqual([]);
    await page.getByRole("button", { name: "Make the link" }).click();
    const link = page.getByRole("group", { name: "Link of the invitation" }).locator("code");
    const url = new URL((await link.textContent()) ?? "");
    await page.context().close();

    const hers = await open(url.pathname + url.search, { isSignedOut: true });
    await hers.getByLabel("Your name").fill("Grace Example");
    await hers.getByLabel("New password").fill("another long sentence");
    await hers.keyboard.press("Enter");
    await hers.waitForURL("**/live");
    await hers.goto(`${dashboard().url}/live/workflows`);
    await hers.getByText("Your role lets you look, not change.").waitFor();
    expect(await hers.getByRole("link", { name: "New workflow" }).count()).toBe(0);
    await hers.goto(`${dashboard().url}/live/workflows/${id}`);
    await hers.getByRole("link", { name: "Look at it" }).waitFor();
    expect(await hers.getByRole("switch").count()).toBe(0);
    await hers.goto(`${dashboard().url}/live/workflows/${id}/settings`);
    expect(await hers.getByLabel("Description").isDisabled()).toBe(true);
    expect(await violationsIn(hers)).toEqual([]);
    await hers.goto(`${dashboard().url}/live/settings/members`);
    await hers.getByText("Your role does not open this part. Ask an admin.").waitFor();
    await hers.goto(`${dashboard().url}/live/connections`);
    await hers.getByText(/Your role does not see connections/).waitFor();
    await picture(hers, "connections-viewer");
    await hers.context().close();
  });

  it("change the language at once, by keyboard alone", async () => {
    const page = await dashboard().open("/live/settings/appearance");
    await page.getByRole("radio", { name: "English" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.getByRole("heading", { level: 1, name: "Darstellung und Sprache" }).waitFor();
    await page.getByRole("radio", { name: "Dunkel" }).waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("de");
    await page.context().close();
  });
});
